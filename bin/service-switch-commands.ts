import { switchService } from "#app/jobs/switch-service.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { previewSwitch, type SwitchPreview } from "#app/operations/switch/preview-switch.server.ts";
import {
  cancelSwitch,
  loadSwitch,
  loadSwitches,
  planSwitch,
  undoSwitch,
  type ShownSwitch,
} from "#app/operations/switch/switches.server.ts";
import {
  failed,
  hasFlag,
  instantOption,
  neededOption,
  table,
  textOption,
  UsageError,
  type Command,
  type CommandInput,
  type CommandResult,
} from "./command.ts";

/** Towns that a person is shown; --json lists all. */
const mostShown = 50;

const service: Command = {
  name: "service switch",
  synopsis: "[<service id>]",
  summary: "Lets another version of a service count in all municipalities, or the one before again",
  details: [
    "--to <version>        a version that is stored, e.g. by service import … --stage; older ones too",
    "--dry-run             tell what it would mean for every municipality, and change nothing",
    "--at <time>           not before then, e.g. 2027-01-01T00:00:00+01:00; at once where absent",
    "--wait                work it off in this process, too, and tell when it is through",
    "--cancel <switch>     take back one that waits for its time",
    "--undo <switch>       let the version before count again; who changed something since keeps it",
    "",
    "Settings of municipalities that go with the new version are taken over. The others stay on theirs and are told.",
    "",
  ],
  options: {
    to: { type: "string" },
    at: { type: "string" },
    cancel: { type: "string" },
    undo: { type: "string" },
    "dry-run": { type: "boolean" },
    wait: { type: "boolean" },
  },
  arguments: { min: 0, max: 1 },
  run: async (input) => {
    const { values } = input;
    const [cancelled, undone] = [textOption(values, "cancel"), textOption(values, "undo")];
    if (cancelled !== undefined) return ended(input, cancelled, "cancel");
    if (undone !== undefined) return ended(input, undone, "undo");
    const [serviceId] = input.arguments;
    if (serviceId === undefined) throw new UsageError("<service id> is missing");
    const version = neededOption(values, "to");
    const at = instantOption(values, "at");
    if (hasFlag(values, "dry-run")) return dryRun(input, serviceId, version);
    const portal = await input.portal();
    const planned = await planSwitch(portal, { serviceId, version, at }, commandLineActor);
    switch (planned.kind) {
      case "planned":
        return told(input, planned.id);
      case "busy":
        return failed(
          "busy",
          `another switch of ${serviceId} is not through yet: ${planned.id}`,
          `wait for it, or npx einmal service switch --cancel ${planned.id}.`,
        );
      default:
        return failed(planned.kind, wrong[planned.kind](serviceId, version), seeList);
    }
  },
};

const seeList = "see npx einmal service list and npx einmal service switches --service <id>.";
const wrong = {
  unknownService: (id: string) => `there is no service "${id}" in the catalogue`,
  unknownVersion: (id: string, version: string) => `there is no version ${version} of ${id}`,
  alreadyCurrent: (id: string, version: string) => `${id} ${version} is the current version`,
};

async function dryRun(
  { open }: CommandInput,
  serviceId: string,
  version: string,
): Promise<CommandResult> {
  const preview = await previewSwitch(await open(), { serviceId, version });
  if (!preview) return failed("unknownVersion", wrong.unknownVersion(serviceId, version), seeList);
  return { ok: true, json: { preview }, text: describePreview(preview) };
}

function describePreview(preview: SwitchPreview): string {
  const { serviceId, from = "–", to, following, there, clean, open, left } = preview;
  const more = left.length - mostShown;
  return [
    `${serviceId} ${from} → ${to}`,
    `  follow by themselves     ${String(following)}`,
    `  stand on it already      ${String(there)}`,
    `  settings go with it      ${String(clean)}`,
    `  settings need a look     ${String(open)}, legally relevant ones in ${String(preview.openLegally)}`,
    `  translations are stale   ${String(preview.stale)}`,
    `  are working on new ones  ${String(preview.drafting)}`,
    ...(preview.legal.length > 0
      ? [
          `  changes for everybody that are legally relevant: ${preview.legal.map(({ at }) => at).join(", ")}`,
        ]
      : []),
    ...(left.length > 0
      ? [
          "",
          table(
            ["ARS", "MUNICIPALITY", "STAYS ON", "WHY"],
            left
              .slice(0, mostShown)
              .map(({ ars, name, version, obstacles }) => [
                ars,
                name,
                version,
                obstacles.map(({ place, why }) => `${place} (${why})`).join(", "),
              ]),
          ),
        ]
      : []),
    ...(more > 0 ? [`… and ${String(more)} more (--json lists all)`] : []),
  ].join("\n");
}

async function ended(
  input: CommandInput,
  id: string,
  how: "cancel" | "undo",
): Promise<CommandResult> {
  const portal = await input.portal();
  const end = how === "cancel" ? cancelSwitch : undoSwitch;
  const { kind } = await end(portal, id, commandLineActor);
  switch (kind) {
    case "done":
      return told(input, id);
    case "unknown":
      return failed(kind, `there is no switch "${id}"`, seeList);
    case "tooLate":
      return failed(kind, "it has begun, or is through", `npx einmal service switch --undo ${id}.`);
    case "notDone":
      return failed(kind, "it has not begun, or was taken back already", seeList);
    case "overtaken":
      return failed(kind, "another version has become current since", seeList);
  }
}

async function told(input: CommandInput, id: string): Promise<CommandResult> {
  const portal = await input.portal();
  if (hasFlag(input.values, "wait")) await switchService(portal, { switchId: id });
  const shown = await loadSwitch(portal, id);
  if (!shown) throw new Error("a switch is gone");
  return { ok: true, json: { switch: shown }, text: describeSwitch(shown) };
}

function describeSwitch(shown: ShownSwitch): string {
  const { id, serviceId, fromVersion, toVersion, state, startsAt, touched } = shown;
  const { total, merged, open } = shown;
  return [
    `Switch ${id}: ${serviceId} ${fromVersion ?? "…"} → ${toVersion} is ${state}`,
    ...(state === "planned" ? [`  not before ${startsAt.toISOString()}`] : []),
    ...(total === null
      ? []
      : [`  settings: ${String(merged)} of ${String(total)} taken over, ${String(open)} left`]),
    ...touched.map(({ ars, name }) => `  left, changed since: ${ars} ${name}`),
  ].join("\n");
}

const list: Command = {
  name: "service switches",
  synopsis: "",
  summary: "Lists changes of services to other versions, newest first, and how far they are",
  details: ["--service <id>        of one service alone"],
  options: { service: { type: "string" } },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const switches = await loadSwitches(await open(), textOption(values, "service"));
    const rows = switches.map((one) => [
      one.id,
      one.serviceId,
      `${one.fromVersion ?? "…"} → ${one.toVersion}`,
      one.state,
      one.startsAt.toISOString(),
      one.total === null ? "" : `${String(one.merged)}/${String(one.total)}`,
      String(one.open),
    ]);
    const head = ["ID", "SERVICE", "VERSIONS", "STATE", "FROM", "TAKEN OVER", "LEFT"];
    return {
      ok: true,
      json: { switches },
      text: rows.length === 0 ? "There are none." : table(head, rows),
    };
  },
};

export const serviceSwitchCommands: readonly Command[] = [service, list];
