import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { checkService } from "../domain/check-service.ts";
import { serviceSchema, type ServiceDefinition } from "../domain/service.ts";
import { buildService } from "../fim/apply-package.ts";
import { readGenericode, type GenericodeList } from "../fim/genericode.ts";
import { servicePackageSchema } from "../fim/package.ts";
import { readSchema } from "../fim/read-schema.ts";

/** A service package that cannot be used; the message names file, place and reason. */
export class PackageError extends Error {
  override readonly name = "PackageError";
}

/**
 * Reads a service package from its folder: either `definition.json` in our own format, or `schema.xdf3.xml`
 * with `service.json` laid over it and code lists (genericode) beside it. Throws `PackageError`.
 */
export async function readPackage(folder: string): Promise<ServiceDefinition> {
  const files = await readdir(folder);
  const service = files.includes("definition.json")
    ? await readDefinition(path.join(folder, "definition.json"))
    : await readOverlaidSchema(folder, files);
  const [problem] = checkService(service);
  if (problem) {
    throw new PackageError(
      `${folder}: ${problem.code} at ${problem.path}${problem.detail === undefined ? "" : `: ${problem.detail}`}`,
    );
  }
  return service;
}

async function readDefinition(file: string): Promise<ServiceDefinition> {
  const parsed = serviceSchema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  throw new PackageError(`${file}: ${firstIssue(parsed.error.issues)}`);
}

async function readOverlaidSchema(
  folder: string,
  files: readonly string[],
): Promise<ServiceDefinition> {
  const overlayFile = path.join(folder, "service.json");
  const overlay = servicePackageSchema.safeParse(await readJson(overlayFile));
  if (!overlay.success) {
    throw new PackageError(`${overlayFile}: ${firstIssue(overlay.error.issues)}`);
  }
  const schemaFile = path.join(folder, "schema.xdf3.xml");
  const read = readSchema(await readFile(schemaFile));
  if (!read.ok) throw new PackageError(`${schemaFile}: ${firstProblem(read.problems)}`);
  const lists = files.filter((name) => name.endsWith(".xml") && name !== "schema.xdf3.xml");
  const codeLists = await Promise.all(lists.map((name) => readList(path.join(folder, name))));
  const built = buildService(read.schema, codeLists, overlay.data);
  if (!built.ok) throw new PackageError(`${folder}: ${firstProblem(built.problems)}`);
  return built.service;
}

async function readList(file: string): Promise<GenericodeList> {
  const read = readGenericode(await readFile(file));
  if (read.ok) return read.list;
  throw new PackageError(`${file}: ${firstProblem(read.problems)}`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new PackageError(`${file}: ${error instanceof Error ? error.message : "unreadable"}`);
  }
}

function firstIssue(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  const [issue] = issues;
  return `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? "not valid"}`;
}

function firstProblem(
  problems: readonly {
    readonly severity: string;
    readonly message: string;
    readonly path?: string;
    readonly line?: number;
    readonly column?: number;
  }[],
): string {
  const problem = problems.find(({ severity }) => severity === "error") ?? problems[0];
  const place = [problem?.path, problem?.line, problem?.column].filter(
    (part) => part !== undefined,
  );
  return `${place.join(":")} ${problem?.message ?? "not valid"}`.trim();
}
