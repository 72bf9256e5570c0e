import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { safeFileName } from "./safe-file-name.ts";

/** An attachment to pack; `read` gives its content piece by piece and is called once, when its turn comes. */
export interface BundledAttachment {
  readonly name: string;
  readonly mediaType: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly read: () => AsyncIterable<Uint8Array>;
  /** Why it is not packed; its place in the numbering stays free. */
  readonly withheld?: string;
}

export interface ZipContent {
  readonly folder: string;
  /** Of every file; the same content then gives the same bytes. */
  readonly time: Date;
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
  readonly attachments: readonly BundledAttachment[];
}

/**
 * A ZIP, streamed: in one folder the files, `anlagen/NN-<name>`, `pruefsummen.txt` for `sha256sum --check`, and where
 * something is withheld `nicht-enthalten.txt`. If an
 * attachment cannot be read, or is not what its checksum says, the stream fails: nobody gets a ZIP that looks whole and is
 * not. Destroying the stream stops reading.
 */
export function zipStream({ folder: name, time, files, attachments }: ZipContent): Readable {
  const zip = new ZipFile();
  const options = { mtime: time, mode: 0o100644 };
  const folder = safeFileName(name);
  const sums: string[] = [];
  const output = outputOf(zip);
  const named = bundledNames(attachments);
  const withheld = named.flatMap(({ name: path, attachment }) =>
    attachment.withheld === undefined ? [] : [`${attachment.withheld}  ${path}\n`],
  );
  const missing = { name: "nicht-enthalten.txt", content: Buffer.from(withheld.join("")) };
  for (const file of withheld.length > 0 ? [...files, missing] : files) {
    sums.push(`${createHash("sha256").update(file.content).digest("hex")}  ${file.name}\n`);
    zip.addBuffer(file.content, `${folder}/${file.name}`, options);
  }
  for (const { name: path, attachment } of named) {
    if (attachment.withheld !== undefined) continue;
    sums.push(`${attachment.sha256}  ${path}\n`);
    // Already compressed, nearly all of them.
    zip.addReadStreamLazy(`${folder}/${path}`, { ...options, compress: false }, (give) => {
      const content = Readable.from(checked(attachment), { objectMode: false });
      content.on("error", (error) => output.destroy(error));
      output.on("close", () => content.destroy());
      give(null, content);
    });
  }
  zip.addBuffer(Buffer.from(sums.join("")), `${folder}/pruefsummen.txt`, options);
  zip.end();
  return output;
}

/** Numbered in their order, which also makes equal names different. */
function bundledNames(attachments: readonly BundledAttachment[]) {
  const digits = Math.max(2, String(attachments.length).length);
  return attachments.map((attachment, at) => ({
    attachment,
    name: `anlagen/${String(at + 1).padStart(digits, "0")}-${safeFileName(attachment.name)}`,
  }));
}

/** The stream of a ZIP, which fails where the ZIP fails. */
function outputOf(zip: ZipFile): Readable {
  const { outputStream } = zip;
  if (!(outputStream instanceof Readable)) throw new Error("yazl no longer gives a Node stream");
  zip.on("error", (error: Error) => outputStream.destroy(error));
  return outputStream;
}

async function* checked({ read, sha256 }: BundledAttachment): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of read()) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha256.toLowerCase()) {
    throw new Error("an attachment is not what its checksum says");
  }
}
