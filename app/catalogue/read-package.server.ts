import { readdir } from "node:fs/promises";
import path from "node:path";
import { checkService } from "../domain/check-service.ts";
import {
  accessibilityCheckSchema,
  type AccessibilityCheck,
} from "../domain/paths/accessibility.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { buildService } from "../fim/apply-package.ts";
import { readGenericode, type GenericodeList } from "../fim/genericode.ts";
import { servicePackageSchema } from "../fim/package.ts";
import type { FimSchema } from "../fim/model.ts";
import type { ImportProblem } from "../fim/problems.ts";
import { readSchema } from "../fim/read-schema.ts";
import {
  isTranslations,
  readTranslations,
  type FimTranslations,
} from "../fim/read-translations.ts";
import {
  fileProblem,
  problemOfImport,
  problemOfService,
  type FileProblem,
} from "./file-problem.ts";
import { placeOfJsonFault } from "./json-place.ts";
import { readSourceFile } from "./read-source-file.server.ts";
import { serviceFileSchema } from "./service-formats.ts";

/** A service package that cannot be used; every problem names file, place, reason and remedy. */
export class PackageError extends Error {
  override readonly name = "PackageError";
  readonly problems: readonly FileProblem[];
  /** What it says, where it has the right form. */
  readonly read: ReadPackage | undefined;
  constructor(problems: readonly FileProblem[], read?: ReadPackage) {
    super(
      problems
        .map(({ file, line, column, path: place, message }) =>
          [file, line, column, place, ` ${message}`].filter((part) => part !== undefined).join(":"),
        )
        .join("\n"),
    );
    this.problems = problems;
    this.read = read;
  }
}

/** What a schema said before it became a service. */
export interface ReadSource {
  readonly schema: FimSchema;
  readonly lists: readonly GenericodeList[];
  readonly problems: readonly ImportProblem[];
}

/** The service of a package, what was assumed on the way, and the schema that it is laid over, if any. */
export interface ReadPackage {
  readonly service: ServiceDefinition;
  readonly warnings: readonly FileProblem[];
  readonly source?: ReadSource;
  /** What a browser run found that lies in the package; whether it is about this very definition is for the reader to see. */
  readonly accessibility?: AccessibilityCheck;
}

/**
 * Reads a service package from its folder: either `definition.json` in our own format, or `schema.xdf3.xml`
 * with `service.json` laid over it and code lists (genericode) beside it. Throws `PackageError`.
 */
export async function readPackage(folder: string): Promise<ServiceDefinition> {
  return (await readPackageWith(folder, [])).service;
}

/** Like `readPackage`, with code lists that lie elsewhere. Throws `PackageError`. */
export async function readPackageWith(
  folder: string,
  moreLists: readonly GenericodeList[],
): Promise<ReadPackage> {
  const files = await readdir(folder);
  const read = files.includes("definition.json")
    ? { service: await parseDefinition(path.join(folder, "definition.json")), warnings: [] }
    : await readOverlaidSchema(folder, files, moreLists);
  const accessibility = files.includes(accessibilityFile)
    ? await readAccessibility(path.join(folder, accessibilityFile))
    : undefined;
  return checked({ ...read, ...(accessibility && { accessibility }) }, folder);
}

/** Where `npm run certify` writes what it found. */
const accessibilityFile = "accessibility.json";

async function readAccessibility(file: string): Promise<AccessibilityCheck> {
  const parsed = accessibilityCheckSchema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  throw new PackageError(parsed.error.issues.map((issue) => problemOfIssue(file, issue)));
}

/** Reads a service in our own format from a single file. Throws `PackageError`. */
export async function readDefinition(file: string): Promise<ReadPackage> {
  return checked({ service: await parseDefinition(file), warnings: [] }, file);
}

function checked(read: ReadPackage, place: string): ReadPackage {
  const problems = checkService(read.service);
  if (problems.length === 0) return read;
  throw new PackageError(
    problems.map((problem) => problemOfService(place, problem)),
    read,
  );
}

async function parseDefinition(file: string): Promise<ServiceDefinition> {
  const parsed = serviceFileSchema.safeParse(await readJson(file));
  if (!parsed.success)
    throw new PackageError(parsed.error.issues.map((issue) => problemOfIssue(file, issue)));
  const { $schema: _, ...service } = parsed.data;
  return service;
}

async function readOverlaidSchema(
  folder: string,
  files: readonly string[],
  moreLists: readonly GenericodeList[],
): Promise<ReadPackage> {
  const overlayFile = path.join(folder, "service.json");
  const overlay = servicePackageSchema.safeParse(await readJson(overlayFile));
  if (!overlay.success)
    throw new PackageError(overlay.error.issues.map((issue) => problemOfIssue(overlayFile, issue)));
  const schemaFile = path.join(folder, "schema.xdf3.xml");
  const read = readSchema(await readBytes(schemaFile));
  if (!read.ok) throw new PackageError(errorsOf(schemaFile, read.problems));
  const beside = files.filter((name) => name.endsWith(".xml") && name !== "schema.xdf3.xml").sort();
  const others = await Promise.all(beside.map((name) => readBeside(path.join(folder, name))));
  const lists = [...others.flatMap(({ list }) => list ?? []), ...moreLists];
  const translations = others.flatMap((other) => other.translations ?? []);
  const built = buildService(read.schema, lists, overlay.data, { translations });
  if (!built.ok) throw new PackageError(errorsOf(overlayFile, built.problems));
  return {
    service: built.service,
    warnings: [
      ...read.problems.map((problem) => problemOfImport(schemaFile, problem)),
      ...built.problems.map((problem) => problemOfImport(overlayFile, problem)),
    ],
    source: { schema: read.schema, lists, problems: [...read.problems, ...built.problems] },
  };
}

/** What may lie beside a schema: code lists, and translations of its texts. */
async function readBeside(
  file: string,
): Promise<{ readonly list?: GenericodeList; readonly translations?: FimTranslations }> {
  const bytes = await readBytes(file);
  const read = isTranslations(bytes) ? readTranslations(bytes) : readGenericode(bytes);
  if (read.ok) return read;
  throw new PackageError(errorsOf(file, read.problems));
}

async function readBytes(file: string): Promise<Buffer> {
  const read = await readSourceFile(file);
  if (read.ok) return read.bytes;
  throw new PackageError([read.problem]);
}

async function readJson(file: string): Promise<unknown> {
  const read = parseJson(file, (await readBytes(file)).toString("utf8"));
  if (read.ok) return read.value;
  throw new PackageError([read.problem]);
}

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: FileProblem };

/** Reads JSON; where it is none, the problem says at which line. */
export function parseJson(file: string, text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "unreadable";
    return {
      ok: false,
      problem: fileProblem(file, "invalidJson", message, placeOfJsonFault(text)),
    };
  }
}

/** What does not have the form of a package or a definition. */
export function problemOfIssue(
  file: string,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
): FileProblem {
  const { message, path: place } = issue;
  return {
    ...fileProblem(file, "invalidPackage", message),
    ...(place.length > 0 && { path: place.map(String).join(".") }),
  };
}

function errorsOf(file: string, problems: readonly ImportProblem[]): FileProblem[] {
  return problems
    .filter(({ severity }) => severity === "error")
    .map((problem) => problemOfImport(file, problem));
}
