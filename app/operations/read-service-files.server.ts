import { stat } from "node:fs/promises";
import {
  fileProblem,
  problemOfImport,
  problemOfService,
  type FileProblem,
} from "../catalogue/file-problem.ts";
import {
  PackageError,
  readDefinition,
  readPackageWith,
  type ReadPackage,
  type ReadSource,
} from "../catalogue/read-package.server.ts";
import { readSourceFile } from "../catalogue/read-source-file.server.ts";
import { checkService } from "../domain/check-service.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { readSchema } from "../fim/read-schema.ts";
import { readTranslations, type FimTranslations } from "../fim/read-translations.ts";
import { toService } from "../fim/to-service.ts";
import { readCodeLists } from "./read-code-lists.server.ts";

/** What the operator names to import from. */
export interface ServiceFiles {
  /** A FIM schema (XDatenfelder 2.0 or 3.0.0, maybe packed with gzip), the folder of a service package, or a `.json` in our own format. */
  readonly path: string;
  /** Genericode files, or folders of them. */
  readonly codeLists: readonly string[];
  /** Translations of the schema (message 0106). A service package holds its own. */
  readonly translations?: readonly string[];
  /** In place of what the files say. */
  readonly id?: string | undefined;
  readonly version?: string | undefined;
  /** German. */
  readonly name?: string | undefined;
}

/**
 * `idGiven`: the address was chosen by a person, not made from the name. `source` is there where the file could be
 * read as a schema, also if no service can be made of it.
 */
export type ReadService =
  | {
      readonly ok: true;
      readonly service: ServiceDefinition;
      readonly idGiven: boolean;
      readonly warnings: readonly FileProblem[];
      readonly source?: ReadSource;
    }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      readonly source?: ReadSource;
      /** A definition of our own that has the right form, and in itself something wrong. */
      readonly unusable?: ServiceDefinition;
    };

/** Reads a service from files without storing anything. Bad input is an outcome, never thrown. */
export async function readServiceFiles(files: ServiceFiles): Promise<ReadService> {
  const kind = await stat(files.path).catch(() => undefined);
  if (kind === undefined)
    return {
      ok: false,
      problems: [fileProblem(files.path, "notFound", "there is no such file or folder")],
    };
  const read = kind.isDirectory()
    ? await readFolder(files)
    : files.path.endsWith(".json")
      ? await attempt(() => readDefinition(files.path))
      : await readSchemaFile(files);
  if (!read.ok) return read;
  const { id, version, name } = files;
  const service = {
    ...read.service,
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(name !== undefined && { name: { ...read.service.name, de: name } }),
  };
  return { ...read, service };
}

async function readFolder({ path, codeLists }: ServiceFiles): Promise<ReadService> {
  const { lists, problems } = await readCodeLists(codeLists, undefined);
  if (problems.length > 0) return { ok: false, problems };
  return attempt(() => readPackageWith(path, lists));
}

async function attempt(read: () => Promise<ReadPackage>): Promise<ReadService> {
  try {
    return { ok: true, idGiven: true, ...(await read()) };
  } catch (error) {
    if (error instanceof PackageError)
      return { ok: false, problems: error.problems, ...partsOf(error) };
    throw error;
  }
}

/** What could be read of a package all the same. */
function partsOf({
  read,
}: PackageError): Pick<Extract<ReadService, { ok: false }>, "source" | "unusable"> {
  if (!read) return {};
  return read.source ? { source: read.source } : { unusable: read.service };
}

async function readSchemaFile(files: ServiceFiles): Promise<ReadService> {
  const { path, codeLists, id } = files;
  const source = await readSourceFile(path);
  if (!source.ok) return { ok: false, problems: [source.problem] };
  const read = readSchema(source.bytes);
  if (!read.ok)
    return { ok: false, problems: read.problems.map((problem) => problemOfImport(path, problem)) };
  const { lists, problems } = await readCodeLists(codeLists, read.schema);
  if (problems.length > 0) return { ok: false, problems };
  const { translations, refused } = await readTranslationFiles(files.translations ?? []);
  if (refused.length > 0) return { ok: false, problems: refused };
  const built = toService(read.schema, lists, { translations, ...(id !== undefined && { id }) });
  if (!built.ok) {
    const errors = built.problems.filter(({ severity }) => severity === "error");
    return {
      ok: false,
      problems: errors.map((problem) => problemOfImport(path, problem)),
      source: { schema: read.schema, lists, problems: [] },
    };
  }
  const found = { schema: read.schema, lists, problems: [...read.problems, ...built.problems] };
  const faults = checkService(built.service);
  if (faults.length > 0)
    return {
      ok: false,
      problems: faults.map((fault) => problemOfService(path, fault)),
      source: found,
    };
  return {
    ok: true,
    service: built.service,
    idGiven: id !== undefined,
    warnings: found.problems.map((problem) => problemOfImport(path, problem)),
    source: found,
  };
}

async function readTranslationFiles(
  paths: readonly string[],
): Promise<{ translations: readonly FimTranslations[]; refused: readonly FileProblem[] }> {
  const translations: FimTranslations[] = [];
  const refused: FileProblem[] = [];
  for (const path of paths) {
    const source = await readSourceFile(path);
    if (!source.ok) {
      refused.push(source.problem);
      continue;
    }
    const read = readTranslations(source.bytes);
    if (read.ok) translations.push(read.translations);
    else refused.push(...read.problems.map((problem) => problemOfImport(path, problem)));
  }
  return { translations, refused };
}
