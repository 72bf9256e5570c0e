import { accessibilityState, type AccessibilityState } from "#app/domain/paths/accessibility.ts";
import { importService } from "#app/operations/import-service.server.ts";
import { listServices } from "#app/operations/list-services.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { readServiceFiles } from "#app/operations/read-service-files.server.ts";
import { hasFlag, refused, table, type Command } from "./command.ts";
import { filesOf, importHelp, importOptions } from "./service-files.ts";
import { describeService, serviceReport } from "./service-report.ts";
import { serviceSchemaCommand } from "./service-schema-command.ts";

const titles = {
  added: "Imported",
  staged: "Staged, the version that is current stays so",
  current: "Made current again",
  unchanged: "Unchanged, this very version is in the catalogue already",
};

const serviceImport: Command = {
  name: "service import",
  synopsis: "<path>",
  summary: "Puts a service into the catalogue, from a FIM schema or a service package",
  details: [
    ...importHelp,
    "--replace             let it take the address of a service that was made from another schema",
    "--stage               do not let it count yet: npx einmal service switch does",
  ],
  options: { ...importOptions, replace: { type: "boolean" }, stage: { type: "boolean" } },
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const files = filesOf(input);
    const read = await readServiceFiles(files);
    if (!read.ok) return refused(read.problems);
    const stage = hasFlag(input.values, "stage");
    const request = { path: files.path, replace: hasFlag(input.values, "replace"), stage };
    const done = await importService(await input.open(), read, request, commandLineActor);
    if (!done.ok) return refused(done.problems);
    const report = serviceReport(done.service, done.warnings);
    const { id, version } = done.service;
    const isStaged = !done.isCurrent;
    const next = isStaged
      ? `npx einmal service switch ${id} --to ${version} --dry-run`
      : `npx einmal offering enable --service ${id} --municipality <ARS>`;
    const title = isStaged && done.outcome === "added" ? "staged" : done.outcome;
    return {
      ok: true,
      json: {
        outcome: done.outcome,
        isCurrent: done.isCurrent,
        switchId: done.switchId ?? null,
        ...report,
        next,
      },
      text: [
        describeService(titles[title], report, done.service),
        `Service id: ${id}`,
        ...(done.switchId === undefined
          ? []
          : [
              `Settings of municipalities are taken over: npx einmal service switches --service ${id}`,
            ]),
        isStaged
          ? "Next, see what it would mean for municipalities:"
          : "Next, let a municipality offer it (npx einmal municipality list --search <name> tells the ARS):",
        `  ${next}`,
      ].join("\n"),
    };
  },
};

const serviceList: Command = {
  name: "service list",
  synopsis: "",
  summary: "Lists the catalogue",
  details: [],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async ({ open }) => {
    const services = await listServices(await open());
    const rows = services.map(
      ({ id, version, name, source, offerings, certificate, earlierChecked }) => [
        id,
        version,
        source,
        String(offerings),
        certificate ? String(certificate.deadEnds.length) : "?",
        certificate ? `${certificate.complete ? "" : "≥ "}${certificate.paths}` : "?",
        accessibilityText(accessibilityState(certificate?.accessibility, earlierChecked)),
        name.de,
      ],
    );
    return {
      ok: true,
      json: { services },
      text: table(columns, rows),
    };
  },
};

const columns = [
  "ID",
  "VERSION",
  "SOURCE",
  "OFFERED BY",
  "DEAD ENDS",
  "WAYS",
  "ACCESSIBILITY",
  "NAME",
];

function accessibilityText(state: AccessibilityState): string {
  if (state.kind === "unchecked") return "not checked";
  if (state.kind === "earlier") return "checked for an earlier version";
  const { pages, barriers } = state;
  return `${String(pages)} pages, ${barriers === 0 ? "no" : String(barriers)} violations`;
}

export const serviceCommands: readonly Command[] = [
  serviceSchemaCommand,
  serviceImport,
  serviceList,
];
