import { readdir, readFile } from "node:fs/promises";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listServiceVersions } from "#db/queries/services.ts";
import {
  insertWorkpiece,
  replaceWorkpieceFiles,
  type WorkpieceFile,
} from "#db/queries/workpieces.ts";
import { fileProblem, problemOfImport, type FileProblem } from "../../catalogue/file-problem.ts";
import { parseJson, problemOfIssue } from "../../catalogue/read-package.server.ts";
import { unpackSource } from "../../catalogue/read-source-file.server.ts";
import { servicePackageSchema, type ServicePackage } from "../../fim/package.ts";
import { toService } from "../../fim/to-service.ts";
import { bundledFolder } from "../bundled-packages.server.ts";
import type { OperatorParts } from "../operator.ts";
import {
  buildWorkpiece,
  countFindings,
  examineWorkpiece,
  packageFile,
  type Built,
} from "./build-workpiece.ts";
import {
  hashOfFiles,
  readFiles,
  sortUploads,
  type Source,
  type UploadedFile,
} from "./read-source.server.ts";

export interface NewWorkpiece {
  readonly schema: UploadedFile;
  /** Code lists and translations. */
  readonly others: readonly UploadedFile[];
  /** `service.json`; without it one is made of what the schema says. */
  readonly package?: UploadedFile | undefined;
  /** In place of the address that follows from the name. */
  readonly id?: string | undefined;
}

export type Started =
  | { readonly kind: "started"; readonly serviceId: string }
  /** Somebody works on that service already. */
  | { readonly kind: "exists"; readonly serviceId: string }
  /** Nothing was stored. */
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] };

/** Begins a workpiece from files, completely or not at all. */
export async function startWorkpiece(
  parts: OperatorParts,
  asked: NewWorkpiece,
  actor: string,
): Promise<Started> {
  const sorted = await sortUploads(asked.schema, asked.others);
  const given = asked.package && (await readPackageFile(asked.package));
  const early = [
    ...(sorted.ok ? [] : sorted.problems),
    ...(given && !given.ok ? given.problems : []),
  ];
  if (!sorted.ok || (given && !given.ok)) return { kind: "refused", problems: early };
  const read = readFiles(sorted.files);
  if (!read.ok) return { kind: "refused", problems: read.problems };
  const made = given ?? packageOf(read.source, asked.id);
  if (!made.ok) return { kind: "refused", problems: made.problems };
  const whole = asked.id === undefined ? made.package : { ...made.package, id: asked.id };
  const built = buildWorkpiece(read.source, whole);
  if (!built.ok) return { kind: "refused", problems: built.problems };
  return store(parts, { files: sorted.files, source: read.source, package: whole, built }, actor);
}

/** Begins a workpiece from a service that is delivered with the portal. */
export async function startFromBundled(
  parts: OperatorParts,
  id: string,
  actor: string,
): Promise<Started | { readonly kind: "unknown" }> {
  if (!(await listBundled()).includes(id)) return { kind: "unknown" };
  const folder = `${bundledFolder}${id}/`;
  const names = (await readdir(folder)).filter((name) => name.endsWith(".xml")).sort();
  const own = "schema.xdf3.xml";
  const others = names.filter((name) => name !== own);
  const file = async (name: string) => ({ name, bytes: await readFile(`${folder}${name}`) });
  return startWorkpiece(
    parts,
    {
      schema: await file(own),
      others: await Promise.all(others.map(file)),
      package: await file(packageFile),
    },
    actor,
  );
}

/** Delivered services that are packages over a schema, by id. */
export async function listBundled(): Promise<readonly string[]> {
  const folders = await readdir(bundledFolder, { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const whole = await Promise.all(
    names.map(async (name) => (await readdir(`${bundledFolder}${name}`)).includes(packageFile)),
  );
  return names.filter((_, index) => whole[index]).sort();
}

export type ReadPackageFile =
  | { readonly ok: true; readonly package: ServicePackage }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads `service.json`; what it must not say is told place by place. */
export async function readPackageFile({ name, bytes }: UploadedFile): Promise<ReadPackageFile> {
  const unpacked = await unpackSource(name, bytes);
  if (!unpacked.ok) return { ok: false, problems: [unpacked.problem] };
  const json = parseJson(name, unpacked.bytes.toString("utf8"));
  if (!json.ok) return { ok: false, problems: [json.problem] };
  const parsed = servicePackageSchema.safeParse(json.value);
  return parsed.success
    ? { ok: true, package: parsed.data }
    : { ok: false, problems: parsed.error.issues.map((issue) => problemOfIssue(name, issue)) };
}

/** What a schema says of itself, as the beginning of a package. */
function packageOf(source: Source, id: string | undefined): ReadPackageFile {
  const { schema, lists, translations, schemaFile } = source;
  const built = toService(schema, lists, { translations, ...(id !== undefined && { id }) });
  if (!built.ok) {
    const errors = built.problems.filter(({ severity }) => severity === "error");
    return { ok: false, problems: errors.map((one) => problemOfImport(schemaFile, one)) };
  }
  const { service } = built;
  const { name, languages, description } = service;
  return {
    ok: true,
    package: servicePackageSchema.parse({ id: service.id, name, languages, description }),
  };
}

interface Whole {
  readonly files: readonly WorkpieceFile[];
  readonly source: Source;
  readonly package: ServicePackage;
  readonly built: Extract<Built, { ok: true }>;
}

async function store(parts: OperatorParts, whole: Whole, actor: string): Promise<Started> {
  const { database, clock } = parts;
  const { files, source, built } = whole;
  const { id: serviceId } = whole.package;
  const { findings } = examineWorkpiece(source, built);
  return withMunicipality(database, "*", async (sql): Promise<Started> => {
    const taken = await otherSchema(sql, serviceId, source.schema.id);
    if (taken) return { kind: "refused", problems: [taken] };
    const at = clock();
    const isNew = await insertWorkpiece(sql, {
      ...{ serviceId, package: whole.package, filesHash: hashOfFiles(files) },
      ...{ findings: countFindings(findings), createdAt: at, createdBy: actor },
    });
    if (!isNew) return { kind: "exists", serviceId };
    await replaceWorkpieceFiles(sql, serviceId, files);
    const action = "workpiece.started";
    const details = { schema: source.schema.id, files: files.length };
    await insertAuditEntry(sql, { at, ars: null, actor, action, subject: serviceId, details });
    return { kind: "started", serviceId };
  });
}

/** An address that another schema has is not taken over by accident. */
async function otherSchema(
  sql: Sql,
  serviceId: string,
  fimId: string,
): Promise<FileProblem | undefined> {
  const known = await listServiceVersions(sql, [serviceId]);
  const other = known.find((version) => version.fimId !== fimId);
  if (!other) return undefined;
  const whose = other.fimId ?? "a service without a FIM schema";
  const text = `the address "${serviceId}" belongs to ${whose} already`;
  return { ...fileProblem(packageFile, "otherService", text), path: "id" };
}
