import { LRUCache } from "lru-cache";
import type { WorkpieceFile } from "#db/queries/workpieces.ts";
import { problemOfImport, type FileProblem } from "../../catalogue/file-problem.ts";
import { unpackSource } from "../../catalogue/read-source-file.server.ts";
import { readGenericode, type GenericodeList } from "../../fim/genericode.ts";
import type { FimSchema } from "../../fim/model.ts";
import type { ImportProblem } from "../../fim/problems.ts";
import { readSchema } from "../../fim/read-schema.ts";
import {
  isTranslations,
  readTranslations,
  type FimTranslations,
} from "../../fim/read-translations.ts";
import { sha256 } from "../../platform/crypto.server.ts";

/** What the files of a workpiece say. */
export interface Source {
  readonly schema: FimSchema;
  readonly schemaFile: string;
  readonly lists: readonly GenericodeList[];
  readonly translations: readonly FimTranslations[];
  readonly problems: readonly ImportProblem[];
}

export type ReadFiles =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A file as somebody uploaded it. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Unpacks what was uploaded and tells code lists from translations. Bad input is an outcome, one problem a file at least. */
export async function sortUploads(
  schema: UploadedFile,
  others: readonly UploadedFile[],
): Promise<
  | { readonly ok: true; readonly files: readonly WorkpieceFile[] }
  | { readonly ok: false; readonly problems: readonly FileProblem[] }
> {
  const files: WorkpieceFile[] = [];
  const problems: FileProblem[] = [];
  for (const [index, { name, bytes }] of [schema, ...others].entries()) {
    const unpacked = await unpackSource(name, bytes);
    if (!unpacked.ok) {
      problems.push(unpacked.problem);
      continue;
    }
    const content = unpacked.bytes;
    const kind = index === 0 ? "schema" : isTranslations(content) ? "translations" : "codeList";
    files.push({ kind, name, content });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, files };
}

/** SHA-256 over all files, their kinds and names. */
export function hashOfFiles(files: readonly WorkpieceFile[]): string {
  return sha256(
    files.map(({ kind, name, content }) => `${kind} ${name} ${sha256(content)}`).join("\n"),
  );
}

/** Reads the files of a workpiece; every one that cannot be read is told with line and reason. */
export function readFiles(files: readonly WorkpieceFile[]): ReadFiles {
  const lists: GenericodeList[] = [];
  const translations: FimTranslations[] = [];
  const problems: FileProblem[] = [];
  let schema: { readonly name: string; readonly read: FimSchema } | undefined;
  const remarks: ImportProblem[] = [];
  for (const { kind, name, content } of files) {
    const read =
      kind === "schema"
        ? readSchema(content)
        : kind === "codeList"
          ? readGenericode(content)
          : readTranslations(content);
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => problemOfImport(name, problem)));
      continue;
    }
    remarks.push(...read.problems);
    if ("schema" in read) schema = { name, read: read.schema };
    else if ("list" in read) lists.push(read.list);
    else translations.push(read.translations);
  }
  if (problems.length > 0 || !schema) return { ok: false, problems };
  const { name: schemaFile, read } = schema;
  return { ok: true, source: { schema: read, schemaFile, lists, translations, problems: remarks } };
}

/** So many sources stay read; the largest genuine ones take a second to read anew. */
const mostKept = 4;
const kept = new LRUCache<string, Source>({ max: mostKept });

/** The same, from memory where these very files were read before. Stored files could be read once, so they still can. */
export async function sourceOf(
  filesHash: string,
  load: () => Promise<readonly WorkpieceFile[]>,
): Promise<Source> {
  const known = kept.get(filesHash);
  if (known) return known;
  const read = readFiles(await load());
  if (!read.ok) throw new Error(`files of a workpiece cannot be read: ${filesHash}`);
  kept.set(filesHash, read.source);
  return read.source;
}
