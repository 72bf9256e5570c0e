import { serviceSchema } from "#app/domain/service.ts";
import { importService } from "#app/operations/import-service.server.ts";
import { listServices } from "#app/operations/list-services.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { readServiceFiles, type ServiceFiles } from "#app/operations/read-service-files.server.ts";
import {
  hasFlag,
  listOption,
  refused,
  table,
  textOption,
  UsageError,
  type Command,
  type CommandInput,
} from "./command.ts";
import { describeService, serviceReport } from "./service-report.ts";
import { serviceSchemaCommand } from "./service-schema-command.ts";

const importOptions = {
  codelists: { type: "string", multiple: true },
  translations: { type: "string", multiple: true },
  id: { type: "string" },
  name: { type: "string" },
  version: { type: "string" },
} as const;

const importHelp = [
  "<path>                a FIM schema, group or field (XDatenfelder 2.0 or 3.0.0, also .gz), or the folder of a service package",
  "--codelists <path>    a genericode file, or a folder of them; may be repeated",
  "--translations <file> translations of the schema (message 0106); may be repeated",
  "--id <address>        part of the URL, e.g. jagdschein; made from the name where absent",
  "--name <name>         German name for citizens, in place of the schema's",
  "--version <version>   in place of the schema's, e.g. 1.0.0.1",
];

const serviceCheck: Command = {
  name: "service check",
  synopsis: "<path>",
  summary: "Tells what an import would make of a schema, without storing anything",
  details: importHelp,
  options: importOptions,
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const read = await readServiceFiles(filesOf(input));
    if (!read.ok) return refused(read.problems);
    const report = serviceReport(read.service, read.warnings);
    return {
      ok: true,
      json: report,
      text: [
        describeService("Can be imported", report, read.service),
        "Nothing was stored. Next:",
        `  npx einmal service import ${input.arguments[0] ?? ""} …`,
      ].join("\n"),
    };
  },
};

const titles = {
  added: "Imported",
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
  ],
  options: { ...importOptions, replace: { type: "boolean" } },
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const files = filesOf(input);
    const read = await readServiceFiles(files);
    if (!read.ok) return refused(read.problems);
    const request = { path: files.path, replace: hasFlag(input.values, "replace") };
    const done = await importService(await input.open(), read, request, commandLineActor);
    if (!done.ok) return refused(done.problems);
    const report = serviceReport(done.service, done.warnings);
    const next = `npx einmal offering enable --service ${done.service.id} --municipality <ARS>`;
    return {
      ok: true,
      json: { outcome: done.outcome, ...report, next },
      text: [
        describeService(titles[done.outcome], report, done.service),
        `Service id: ${done.service.id}`,
        "Next, let a municipality offer it (npx einmal municipality list --search <name> tells the ARS):",
        `  ${next}`,
      ].join("\n"),
    };
  },
};

function filesOf({ arguments: [path = ""], values }: CommandInput): ServiceFiles {
  const { id, version } = serviceSchema.shape;
  const files = {
    path,
    codeLists: listOption(values, "codelists"),
    translations: listOption(values, "translations"),
    id: textOption(values, "id"),
    version: textOption(values, "version"),
    name: textOption(values, "name"),
  };
  if (files.id !== undefined && !id.safeParse(files.id).success)
    throw new UsageError(
      `--id "${files.id}" is no address: small letters, digits and hyphens, at most 60`,
    );
  if (files.version !== undefined && !version.safeParse(files.version).success)
    throw new UsageError(`--version "${files.version}" is not one to four numbers with dots`);
  if (files.name?.trim() === "") throw new UsageError("--name is empty");
  return files;
}

const serviceList: Command = {
  name: "service list",
  synopsis: "",
  summary: "Lists the catalogue",
  details: [],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async ({ open }) => {
    const services = await listServices(await open());
    const rows = services.map(({ id, version, name, source, offerings, certificate }) => [
      id,
      version,
      source,
      String(offerings),
      certificate ? String(certificate.deadEnds.length) : "?",
      certificate ? `${certificate.complete ? "" : "≥ "}${certificate.paths}` : "?",
      name.de,
    ]);
    return {
      ok: true,
      json: { services },
      text: table(["ID", "VERSION", "SOURCE", "OFFERED BY", "DEAD ENDS", "WAYS", "NAME"], rows),
    };
  },
};

export const serviceCommands: readonly Command[] = [
  serviceCheck,
  serviceSchemaCommand,
  serviceImport,
  serviceList,
];
