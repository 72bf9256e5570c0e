import { readFile } from "node:fs/promises";
import type * as z from "zod";
import { pickupOptions } from "#app/forwarding/fit-connect/pickup-options.server.ts";
import {
  forgetReceiverKey,
  generateReceiverKeys,
  listReceiverKeys,
} from "#app/forwarding/pickups/pickup-keys.server.ts";
import {
  changePickup,
  listPickups,
  type ListedPickup,
} from "#app/forwarding/pickups/pickups.server.ts";
import {
  requestCertificates,
  storeCertificates,
} from "#app/forwarding/pickups/pickup-certificates.server.ts";
import { createPickupFor } from "#app/operations/create-pickup.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
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

function lineOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${message}`;
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
    const saved = await createPickupFor(opened, key, { name, options });
    if (saved.kind === "unknown")
      return failed(
        "unknownMunicipality",
        `there is no municipality "${key}"`,
        "see npx einmal municipality list.",
      );
    if (saved.kind === "invalid")
      return failed(
        "invalidOptions",
        saved.issues.map(lineOf).join("; "),
        "mend the file and try again.",
      );
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
    const read = file === undefined ? undefined : pickupOptions.safeParse(await readOptions(file));
    if (read?.success === false)
      return failed(
        "invalidOptions",
        read.error.issues.map(lineOf).join("; "),
        "mend the file and try again.",
      );
    const opened = await portal();
    const pickup = await findPickup(opened, id);
    if (!pickup) return noPickup(id);
    const wanted = {
      ...(on !== off && { active: on }),
      ...(read && { options: read.data }),
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

const request: Command = {
  name: "pickup request",
  synopsis: "<id>",
  summary:
    "Prints requests for certificates (PKCS#10) of a pick-up's newest keys, for the Verwaltungs-PKI",
  details: [
    "One for the key that others encrypt for, one for the key that signs what they are told.",
    "They name the municipality (O) and the pick-up (CN). The private keys stay where they are.",
  ],
  options: {},
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [id = ""], portal }) => {
    const opened = await portal();
    const pickup = await findPickup(opened, id);
    const requests = pickup && (await requestCertificates(opened, pickup));
    if (!requests) return noPickup(id);
    const text = requests.map(({ use, kid, pem }) => `${use}, ${kid}\n${pem}`).join("\n");
    return { ok: true, json: { id, requests }, text };
  },
};

const certify: Command = {
  name: "pickup certify",
  synopsis: "<id> --chain <file.pem>",
  summary: "Stores the certificates that were issued for a key of a pick-up",
  details: [
    "--chain <file>  PEM: the certificate of the key and those of its issuers, in any order",
    "Checked as senders do: of this very key, each issued by the next, valid now, up to one of trustedRoots.",
  ],
  options: { chain: { type: "string" } },
  arguments: { min: 1, max: 1 },
  run: async ({ values, arguments: [id = ""], portal }) => {
    const file = neededOption(values, "chain");
    const pem = await readFile(file, "utf8").catch(() => {
      throw new UsageError(`--chain ${file} cannot be read`);
    });
    const opened = await portal();
    const pickup = await findPickup(opened, id);
    const chain = pickup && (await storeCertificates(opened, pickup, pem, commandLineActor));
    if (!chain) return noPickup(id);
    switch (chain.kind) {
      case "noCertificates":
        return failed(
          "noCertificates",
          `${file} holds no certificates`,
          "they begin with -----BEGIN CERTIFICATE-----.",
        );
      case "noKey":
        return failed(
          "otherKey",
          "none of the certificates is of a key of this pick-up",
          `see npx einmal pickup keys ${id}.`,
        );
      case "refused":
        return failed("refused", chain.reason, "senders would not take it either.");
      case "fits": {
        const { kid, until, x5c } = chain;
        const day = until?.toISOString().slice(0, 10) ?? "";
        return {
          ok: true,
          json: { id, kid, until: day, certificates: x5c.length },
          text: `${kid} is certified until ${day}. Enter its public half anew: npx einmal pickup keys ${id}.`,
        };
      }
    }
  },
};

export const pickupCommands: readonly Command[] = [list, create, change, keys, request, certify];
