import { readFileSync } from "node:fs";
import {
  populationClasses,
  rolloutKinds,
  selectionSchema,
  type RolloutKind,
  type Selection,
} from "#app/domain/rollout.ts";
import { rollOut } from "#app/jobs/roll-out.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import {
  createRollout,
  loadRollouts,
  previewRollout,
  type AskedRollout,
} from "#app/operations/rollout/rollouts.server.ts";
import { readSetup } from "#app/setup/setup-format.v1.ts";
import {
  failed,
  hasFlag,
  instantOption,
  listOption,
  neededOption,
  table,
  textOption,
  UsageError,
  type Command,
  type CommandResult,
  type OptionValues,
} from "./command.ts";
import { rolloutEndCommands } from "./rollout-end-commands.ts";
import { countsText, showRollout } from "./show-rollout.ts";
import { refusal } from "./rollout-refusal.ts";

const create: Command = {
  name: "rollout create",
  synopsis: "--service <id> --kind <kind> --reason <text>",
  summary: "Offers a service to many municipalities at once",
  details: [
    "--service <id>        see npx einmal service list",
    `--kind <kind>         ${rolloutKinds.join(", ")}: towns accept · on at a date unless they decline · on, and they cannot switch it off`,
    "--reason <text>       told to the municipalities",
    "--at <time>           when it is switched on, e.g. 2027-01-01T00:00:00+01:00; needed for optOut",
    "--land <digits>       only of this Land (first two digits of the ARS); may be repeated, as the next two",
    "--district <digits>   only of this district (first five digits)",
    "--municipality <key>  only these, by ARS or AGS",
    `--population <class>  only of this size: ${Object.keys(populationClasses).join(", ")}`,
    "--settings <file>     a set-up (npx einmal municipality export) whose settings of the service they begin with",
    "--not-ready-too       switch it on also where something should be put in order first",
    "--dry-run             tell whom it would reach, and change nothing",
    "--wait                switch it on in this process, too, and tell when it is through",
  ],
  options: {
    service: { type: "string" },
    kind: { type: "string" },
    reason: { type: "string" },
    at: { type: "string" },
    land: { type: "string", multiple: true },
    district: { type: "string", multiple: true },
    municipality: { type: "string", multiple: true },
    population: { type: "string" },
    settings: { type: "string" },
    "not-ready-too": { type: "boolean" },
    "dry-run": { type: "boolean" },
    wait: { type: "boolean" },
  },
  arguments: { min: 0, max: 0 },
  run: async (input) => {
    const { values } = input;
    const asked = askedIn(values);
    if ("ok" in asked) return asked;
    const dry = hasFlag(values, "dry-run");
    const portal = await input.portal();
    const outcome = dry
      ? await previewRollout(portal, asked)
      : await createRollout(portal, asked, commandLineActor);
    if (outcome.kind !== "fine") return refusal(outcome);
    const { towns, offering, notReady } = outcome.preview;
    const reach = `${String(towns)} municipalities, ${String(offering)} of which offer it already, ${String(notReady)} of which are not ready`;
    if (outcome.id === undefined)
      return { ok: true, json: { preview: outcome.preview }, text: `Would reach ${reach}.` };
    if (hasFlag(values, "wait")) await rollOut(await input.portal(), { rolloutId: outcome.id });
    return {
      ok: true,
      json: { id: outcome.id, preview: outcome.preview },
      text: `Roll-out ${outcome.id} reaches ${reach}.\nHow far it is: npx einmal rollout show ${outcome.id}`,
    };
  },
};

function askedIn(values: OptionValues): AskedRollout | CommandResult {
  const serviceId = neededOption(values, "service");
  const kind = neededOption(values, "kind");
  if (!isKind(kind)) throw new UsageError(`--kind is one of ${rolloutKinds.join(", ")}`);
  const file = textOption(values, "settings");
  const start = file === undefined ? undefined : startIn(file, serviceId);
  if (start && "ok" in start) return start;
  return {
    serviceId,
    kind,
    selection: selectionIn(values),
    reason: neededOption(values, "reason"),
    startsAt: instantOption(values, "at"),
    start,
    notReadyToo: hasFlag(values, "not-ready-too"),
  };
}

function isKind(text: string): text is RolloutKind {
  return (rolloutKinds as readonly string[]).includes(text);
}

function selectionIn(values: OptionValues): Selection {
  const some = (name: string) => {
    const all = listOption(values, name);
    return all.length > 0 ? all : undefined;
  };
  const name = textOption(values, "population");
  const classes: Readonly<Record<string, Selection["population"]>> = populationClasses;
  const population = name === undefined ? undefined : classes[name];
  if (name !== undefined && !population)
    throw new UsageError(`--population is one of ${Object.keys(populationClasses).join(", ")}`);
  const read = selectionSchema.safeParse({
    states: some("land"),
    districts: some("district"),
    population,
    keys: some("municipality"),
  });
  if (read.success) return read.data;
  throw new UsageError("--land has 2 digits, --district 5, --municipality 12 (ARS) or 8 (AGS)");
}

/** What a set-up file says of the service. */
function startIn(file: string, serviceId: string): AskedRollout["start"] | CommandResult {
  const read = readSetup(readFileSync(file, "utf8"));
  const entry = read.ok && read.setup.offerings.find(({ service }) => service === serviceId);
  if (entry) return { overlay: entry.overlay, serviceVersion: entry.version };
  const [problem] = read.ok ? [] : read.problems;
  return failed(
    "settings",
    problem
      ? `${file} is no set-up of a municipality: ${problem.path} ${problem.detail}`
      : `${file} says nothing of ${serviceId}`,
    "make one with npx einmal municipality export <ARS> --file <file>.",
  );
}

const list: Command = {
  name: "rollout list",
  synopsis: "",
  summary: "Lists roll-outs, newest first, and how far they are",
  details: [],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async ({ open }) => {
    const rollouts = await loadRollouts(await open());
    const rows = rollouts.map(({ id, serviceId, kind, state, startsAt, places }) => [
      id,
      serviceId,
      kind,
      state,
      startsAt?.toISOString() ?? "",
      countsText(places),
    ]);
    const head = ["ID", "SERVICE", "KIND", "STATE", "FROM", "MUNICIPALITIES"];
    return {
      ok: true,
      json: { rollouts },
      text: rows.length === 0 ? "There are none." : table(head, rows),
    };
  },
};

const show: Command = {
  name: "rollout show",
  synopsis: "<roll-out>",
  summary: "Tells how far a roll-out is, and what municipalities answered",
  details: [],
  options: {},
  arguments: { min: 1, max: 1 },
  run: (input) => showRollout(input, input.arguments[0] ?? ""),
};

export const rolloutCommands: readonly Command[] = [create, list, show, ...rolloutEndCommands];
