import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { maxXmlBytes } from "../fim/xml-text.ts";
import { fileProblem, type FileProblem } from "./file-problem.ts";

export type SourceFile =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: FileProblem };

/** Reads a file as it is or unpacked from gzip. Never reads or unpacks more than a schema can be. */
export async function readSourceFile(file: string): Promise<SourceFile> {
  const failed = (code: string, message: string): SourceFile => ({
    ok: false,
    problem: fileProblem(file, code, message),
  });
  try {
    const found = await stat(file);
    if (!found.isFile()) return failed("notFound", "this is no file");
    if (found.size > maxXmlBytes) return failed("tooLarge", tooLarge);
    return await unpackSource(file, await readFile(file));
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return failed("notFound", "there is no such file");
    if (code === "EACCES" || code === "EPERM") return failed("notReadable", "it may not be read");
    throw error;
  }
}

/** The same of what was uploaded under a name. */
export async function unpackSource(name: string, bytes: Buffer): Promise<SourceFile> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { ok: true, bytes };
  const failed = (code: string, message: string): SourceFile => ({
    ok: false,
    problem: fileProblem(name, code, message),
  });
  try {
    return { ok: true, bytes: await promisify(gunzip)(bytes, { maxOutputLength: maxXmlBytes }) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ERR_BUFFER_TOO_LARGE") return failed("tooLarge", tooLarge);
    if (code.startsWith("Z_")) return failed("damagedArchive", "the gzip archive is damaged");
    throw error;
  }
}

const tooLarge = `larger than ${maxXmlBytes} bytes`;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}
