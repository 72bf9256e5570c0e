import type { FileProblem } from "../catalogue/file-problem.ts";
import { readSourceFile, unpackSource } from "../catalogue/read-source-file.server.ts";

export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FileProblem };

/** Reads a list: newer ones are UTF-8, older ones Latin-1, and nothing in them says which. */
export async function readTextFile(file: string): Promise<TextFile> {
  const source = await readSourceFile(file);
  return source.ok ? { ok: true, text: decode(source.bytes) } : source;
}

/** The same of what was uploaded, or read already, under a name. */
export async function readListText(name: string, bytes: Buffer): Promise<TextFile> {
  const source = await unpackSource(name, bytes);
  return source.ok ? { ok: true, text: decode(source.bytes) } : source;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
