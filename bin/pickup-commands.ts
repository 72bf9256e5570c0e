import { readFile } from "node:fs/promises";
import { commandLineActor } from "#app/operations/operator.ts";
import {
  changePickup,
  createPickup,
  forgetReceiverKey,
  generateReceiverKeys,
  listPickups,
  listReceiverKeys,
  type ListedPickup,
} from "#app/operations/pickups.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import {
  failed,
  hasFlag,
  neededOption,
  table,
  textOption,
  UsageError,
  type Command,
  type CommandResult,
} from "./command.ts";

const noPickup = (id: string): CommandResult =>
  failed("unknownPickup", `there is no pick-up "${id}"`, "see npx einmal pickup list.");

async function findPickup(portal: Portal, id: string): Promise<ListedPickup | undefined> {
  return (await listPickups(portal)).find((one) => one.id === id);
}

/** The options of a pick-up from a file: secrets do not belong on a command line. Throws `UsageError`. */
async function readOptions(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    throw new UsageError(`--options ${file} cannot be read, or is no JSON`);
  }
}

const list: Command = {
  name: "pickup list",
  synopsis: "",
  summary: "Lists where municipalities fetch applications by FIT-Connect themselves",
  details: [],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async ({ portal }) => {
    const pickups = await listPickups(await portal());
    const rows = pickups.map((one) => [
      one.id,
      one.ars,
      one.name,
      one.active ? "on" : "off",
      String(one.total),
      one.polledAt?.toISOString().slice(0, 16) ?? "never",
      one.lastError ?? "",
    ]);
    const head = ["id", "municipality", "name", "state", "fetched", "last round", "trouble"];
    return {
      ok: true,
      json: { pickups },
      text: rows.length === 0 ? "There are none." : table(head, rows),
    };
  },
};

const create: Command = {
  name: "pickup create",
  synopsis: "--municipality <key> --name <name> --options <file.json>",
  summary: "Sets up picking up at a municipality's own destination, and makes its keys",
  details: [
    "--options <file>  JSON: tokenUrl, submissionApi, clientId, clientSecret, destinationId (later), testKeys or trustedRoots",
    "It starts switched off: enter the keys that it prints in the Self-Service-Portal, then pickup change --on.",
  ],
  options: {
    municipality: { type: "string" },
    name: { type: "string" },
    options: { type: "string" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, portal }) => {
    const key = neededOption(values, "municipality");
    const name = neededOption(values, "name");
    const options = await readOptions(neededOption(values, "options"));
    const opened = await portal();
    const saved = await createPickup(
      opened,
      key,
      { name, options, active: false },
      commandLineActor,
    );
    if (saved.kind === "unknown")
      return failed(
        "unknownMunicipality",
        `there is no municipality "${key}"`,
        "see npx einmal municipality list.",
      );
    if (saved.kind === "invalid")
      return failed("invalidOptions", saved.problems.join("; "), "mend the file and try again.");
    const keys = await listReceiverKeys(opened, { id: saved.id, ars: saved.municipality.ars });
    return {
      ok: true,
      json: { id: saved.id, ars: saved.municipality.ars, keys },
      text: `${saved.id} is set up and off. Its public keys:\n${JSON.stringify(keys, null, 2)}`,
    };
  },
};

const change: Command = {
  name: "pickup change",
  synopsis: "<id>",
  summary: "Switches a pick-up on or off, or gives it other options",
  details: ["--on, --off", "--options <file>  in place of all options; keys stay"],
  options: { on: { type: "boolean" }, off: { type: "boolean" }, options: { type: "string" } },
  arguments: { min: 1, max: 1 },
  run: async ({ values, arguments: [id = ""], portal }) => {
    const [on, off] = [hasFlag(values, "on"), hasFlag(values, "off")];
    const file = textOption(values, "options");
    if (on === off && file === undefined)
      throw new UsageError("--on, --off or --options is missing");
    const options = file === undefined ? undefined : await readOptions(file);
    const opened = await portal();
    const pickup = await findPickup(opened, id);
    if (!pickup) return noPickup(id);
    const wanted = {
      ...(on !== off && { active: on }),
      ...(options !== undefined && { options }),
    };
    await changePickup(opened, pickup, wanted, commandLineActor);
    return { ok: true, json: { id, ...wanted, options: undefined }, text: `${id} is changed.` };
  },
};

const keys: Command = {
  name: "pickup keys",
  synopsis: "<id>",
  summary: "Prints the public keys of a pick-up, newest first",
  details: [
    "--new           makes new ones; old ones stay for what is under way",
    "--forget <kid>  forgets an old one, once nothing can come for it any more (14 days)",
  ],
  options: { new: { type: "boolean" }, forget: { type: "string" } },
  arguments: { min: 1, max: 1 },
  run: async ({ values, arguments: [id = ""], portal }) => {
    const opened = await portal();
    const pickup = await findPickup(opened, id);
    if (!pickup) return noPickup(id);
    if (hasFlag(values, "new")) await generateReceiverKeys(opened, pickup, commandLineActor);
    const kid = textOption(values, "forget");
    if (kid !== undefined) await forgetReceiverKey(opened, pickup, kid, commandLineActor);
    const listed = await listReceiverKeys(opened, pickup);
    return { ok: true, json: { id, keys: listed }, text: JSON.stringify(listed, null, 2) };
  },
};

export const pickupCommands: readonly Command[] = [list, create, change, keys];
