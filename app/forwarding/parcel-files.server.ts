import { createHash } from "node:crypto";
import { bundleZip } from "../documents/bundle-zip.v1.server.ts";
import { safeFileName } from "../documents/safe-file-name.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type { Delivery, ForwardedAttachment } from "./adapter.server.ts";
import { ReceiverError } from "./failure.server.ts";
import type { FormatName } from "./formats.server.ts";

/** A file on its way. `read` fails at its end where the content is not what `sha256` says. */
export interface ParcelFile {
  /** Below the folder of the delivery, e.g. `anlagen/01-Lageplan.pdf`. */
  readonly name: string;
  /** The same without what applicants have named. */
  readonly noted: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Of a submission: in which format. Absent for attachments. */
  readonly format?: FormatName;
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** What a delivery is called at the receiver: the same at every attempt, and for nothing else that goes there. */
export function deliveryName(
  { reference }: Pick<SubmissionDocument, "reference">,
  { id, kind }: Pick<Delivery, "id" | "kind">,
): string {
  const own = id.slice(0, 8);
  switch (kind) {
    case "application":
      return `antrag-${reference}`;
    case "supplement":
      return `antrag-${reference}-nachreichung-${own}`;
    case "test":
      return `TEST-antrag-${reference}-${own}`;
  }
}

/** The submission in these formats, as far as its service has them, and the attachments. Throws `ReceiverError` where none is left. */
export async function parcelFiles(
  attachments: readonly ForwardedAttachment[],
  formats: readonly FormatName[],
  delivery: Pick<Delivery, "id" | "kind" | "render">,
): Promise<readonly ParcelFile[]> {
  const rendered = await Promise.all(formats.map((format) => delivery.render(format)));
  const files = rendered
    .filter((file) => file !== undefined)
    .map(({ format, name, mediaType, bytes }) => {
      const marked = delivery.kind === "test" ? `TEST-${name}` : name;
      return { ...fileOf(marked, mediaType, bytes), format };
    });
  if (files.length === 0)
    throw new ReceiverError({
      kind: "rejected",
      reason: "the service has none of the formats that the destination wants",
    });
  const digits = Math.max(2, String(attachments.length).length);
  const named = attachments.map((attachment, at): ParcelFile => {
    const noted = `anlagen/${String(at + 1).padStart(digits, "0")}`;
    const { mediaType, size, sha256 } = attachment;
    const name = `${noted}-${safeFileName(attachment.name)}`;
    return { name, noted, mediaType, size, sha256, read: () => checked(attachment) };
  });
  return [...files, ...named];
}

/** All of it in one ZIP (bundle-zip.v1). It is made twice: to know its checksum, and to be read. */
export async function parcelZip(
  document: SubmissionDocument,
  attachments: readonly ForwardedAttachment[],
  delivery: Pick<Delivery, "id" | "kind" | "render">,
): Promise<ParcelFile> {
  const [pdf, json, xml] = await Promise.all([
    delivery.render("summary-pdf.v1"),
    delivery.render("submission-json.v1"),
    delivery.render("fim-xml.v1"),
  ]);
  if (!pdf || !json) throw new Error("every service has PDF and JSON");
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const read = (): AsyncIterable<Uint8Array> =>
    bundleZip(
      document,
      { pdf: pdf.bytes, json: text(json.bytes), xml: xml && text(xml.bytes) },
      attachments,
    );
  const name = `${deliveryName(document, delivery)}.zip`;
  const measured = await measure(read());
  return { name, noted: name, mediaType: "application/zip", ...measured, read };
}

/** What a machine needs to know of a delivery: what it is, and which files belong to it. */
export function manifestOf(
  name: string,
  document: SubmissionDocument,
  files: readonly ParcelFile[],
  { id, kind }: Pick<Delivery, "id" | "kind">,
): ParcelFile {
  const { reference, submittedAt, service, municipality } = document;
  const manifest = {
    schema: "einmal-delivery.v1",
    id,
    kind,
    reference,
    submittedAt,
    service: { id: service.id, version: service.version, leikaKeys: service.leikaKeys },
    municipality: { ars: municipality.ars },
    files: files.map((file) => ({
      name: file.name,
      ...(file.format && { format: file.format }),
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
    })),
  };
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  return fileOf(name, "application/json", bytes);
}

function fileOf(name: string, mediaType: string, bytes: Uint8Array): ParcelFile {
  return {
    name,
    noted: name,
    mediaType,
    size: bytes.byteLength,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    read: async function* () {
      await Promise.resolve();
      yield bytes;
    },
  };
}

/** Size and checksum of what is read. */
export async function measure(
  content: AsyncIterable<Uint8Array>,
): Promise<Pick<ParcelFile, "size" | "sha256">> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { size, sha256: hash.digest("hex") };
}

async function* checked({
  read,
  size,
  sha256,
}: ForwardedAttachment): AsyncGenerator<Uint8Array, void> {
  const hash = createHash("sha256");
  let sent = 0;
  for await (const chunk of read()) {
    hash.update(chunk);
    sent += chunk.byteLength;
    yield chunk;
  }
  if (sent !== size || hash.digest("hex") !== sha256.toLowerCase())
    throw new ReceiverError({
      kind: "retry",
      reason: "an attachment is not what its checksum says",
      alone: true,
    });
}
