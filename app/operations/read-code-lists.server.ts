import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileProblem, problemOfImport, type FileProblem } from "../catalogue/file-problem.ts";
import { readSourceFile } from "../catalogue/read-source-file.server.ts";
import { genericodeNamespace, readGenericode, type GenericodeList } from "../fim/genericode.ts";
import type { FimPosition, FimSchema } from "../fim/model.ts";

export interface CodeListFiles {
  readonly lists: readonly GenericodeList[];
  readonly problems: readonly FileProblem[];
}

/**
 * Reads code lists (genericode) from files and folders. Of a folder only those that the schema refers to count: the
 * others may be anything. Files named one by one must be readable.
 */
export async function readCodeLists(
  paths: readonly string[],
  schema: FimSchema | undefined,
): Promise<CodeListFiles> {
  const wanted = schema === undefined ? undefined : wantedUris(schema.positions);
  const lists: GenericodeList[] = [];
  const problems: FileProblem[] = [];
  for (const { file, named } of await findFiles(paths, problems)) {
    const source = await readSourceFile(file);
    if (!source.ok) {
      if (named) problems.push(source.problem);
      continue;
    }
    if (!named && !mayBeWanted(source.bytes, wanted)) continue;
    const read = readGenericode(source.bytes);
    if (read.ok) lists.push(read.list);
    // In a folder, schemas may lie beside their lists.
    else if (named || read.problems.every(({ code }) => code !== "unknownNamespace"))
      problems.push(...read.problems.map((problem) => problemOfImport(file, problem)));
  }
  return { lists, problems };
}

async function findFiles(
  paths: readonly string[],
  problems: FileProblem[],
): Promise<{ file: string; named: boolean }[]> {
  const found: { file: string; named: boolean }[] = [];
  for (const one of paths) {
    const kind = await stat(one).catch(() => undefined);
    if (kind === undefined)
      problems.push(fileProblem(one, "notFound", "there is no such file or folder"));
    else if (kind.isDirectory()) {
      const names = (await readdir(one)).filter((name) => /\.(xml|gc)(\.gz)?$/i.test(name));
      found.push(...names.sort().map((name) => ({ file: path.join(one, name), named: false })));
    } else found.push({ file: one, named: true });
  }
  return found;
}

/** What the schema's fields refer to, without versions: another version may stand in. */
function wantedUris(positions: readonly FimPosition[]): ReadonlySet<string> {
  return new Set(
    positions.flatMap(({ element }): string[] => {
      if (element.type === "group") return [...wantedUris(element.positions)];
      const { uri, versionUri } = element.codeList ?? {};
      return [uri, versionUri?.replace(/_[^_]*$/, "")].filter((one) => one !== undefined);
    }),
  );
}

/** Identification stands at the beginning: a folder of large lists is not parsed for the sake of one of them. */
function mayBeWanted(bytes: Buffer, wanted: ReadonlySet<string> | undefined): boolean {
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  // Older files are Latin-1, and some names have umlauts.
  const start = bytes.subarray(0, 32_768);
  const head = `${start.toString("utf8")}\n${start.toString("latin1")}`;
  if (isUtf16) return true;
  if (!head.includes(genericodeNamespace)) return false;
  return wanted === undefined || [...wanted].some((uri) => head.includes(uri));
}
