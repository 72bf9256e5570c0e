import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { SubmissionDocument } from "../domain/submission.ts";
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
/** The submission in its formats. */
export interface BundledFormats {
  readonly pdf: Uint8Array;
  readonly json: string;
  /** Absent for services that do not come from FIM. */
  readonly xml?: string | undefined;
}

/**
 * All of a submission in one ZIP, streamed: `<reference>/antrag.pdf`, `antrag.json`, `antrag.xml`, `anlagen/NN-<name>`
 * and `pruefsummen.txt` for `sha256sum --check`; what is withheld stands in `nicht-enthalten.txt`. If an attachment cannot be read, or is not what its checksum says, the
 * stream fails: nobody gets a ZIP that looks whole and is not. Destroying the stream stops reading.
 */
export function bundleZip(
  { reference, submittedAt }: Pick<SubmissionDocument, "reference" | "submittedAt">,
  formats: BundledFormats,
  attachments: readonly BundledAttachment[],
): Readable {
  const zip = new ZipFile();
  const options = { mtime: new Date(submittedAt), mode: 0o100644 };
  const folder = safeFileName(reference);
  const sums: string[] = [];
  const add = (name: string, content: Buffer): void => {
    sums.push(`${createHash("sha256").update(content).digest("hex")}  ${name}\n`);
    zip.addBuffer(content, `${folder}/${name}`, options);
  };
  const output = outputOf(zip);

  add("antrag.pdf", Buffer.from(formats.pdf));
  add("antrag.json", Buffer.from(formats.json));
  if (formats.xml !== undefined) add("antrag.xml", Buffer.from(formats.xml));
  const named = bundledNames(attachments);
  const withheld = named.flatMap(({ name, attachment }) =>
    attachment.withheld === undefined ? [] : [`${attachment.withheld}  ${name}\n`],
  );
  if (withheld.length > 0) add("nicht-enthalten.txt", Buffer.from(withheld.join("")));
  named.forEach(({ name, attachment }) => {
    if (attachment.withheld !== undefined) return;
    sums.push(`${attachment.sha256}  ${name}\n`);
    // Already compressed, nearly all of them.
    zip.addReadStreamLazy(`${folder}/${name}`, { ...options, compress: false }, (give) => {
      const content = Readable.from(checked(attachment), { objectMode: false });
      content.on("error", (error) => output.destroy(error));
      output.on("close", () => content.destroy());
      give(null, content);
    });
  });
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
