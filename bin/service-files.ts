import { serviceSchema } from "#app/domain/service.ts";
import type { ServiceFiles } from "#app/operations/read-service-files.server.ts";
import { listOption, textOption, UsageError, type CommandInput } from "./command.ts";

/** Options of every command that reads a service from files. */
export const importOptions = {
  codelists: { type: "string", multiple: true },
  translations: { type: "string", multiple: true },
  id: { type: "string" },
  name: { type: "string" },
  version: { type: "string" },
} as const;

export const importHelp = [
  "<path>                a FIM schema, group or field (XDatenfelder 2.0 or 3.0.0, also .gz), the folder of a service package,",
  "                      or a service in our own format (.json)",
  "--codelists <path>    a genericode file, or a folder of them; may be repeated",
  "--translations <file> translations of the schema (message 0106); may be repeated",
  "--id <address>        part of the URL, e.g. jagdschein; made from the name where absent",
  "--name <name>         German name for citizens, in place of the schema's",
  "--version <version>   in place of the schema's, e.g. 1.0.0.1",
];

/** The files that a command names. Throws `UsageError`. */
export function filesOf({ arguments: [path = ""], values }: CommandInput): ServiceFiles {
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
