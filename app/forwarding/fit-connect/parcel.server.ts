import { createHash } from "node:crypto";
import type { SubmissionDocument } from "../../domain/submission.ts";
import type { Delivery, ForwardedAttachment } from "../adapter.server.ts";
import type { MetadataAttachment } from "./metadata.server.ts";
import { ownParts } from "./state.server.ts";
import type { Target } from "./target.server.ts";
import { UnfitError } from "./trouble.server.ts";
import { mediaTypes, type DataSchema } from "./wire.server.ts";

/** One attachment of a submission at FIT-Connect, before it has an id there. */
export interface Part extends Pick<
  MetadataAttachment,
  "purpose" | "mimeType" | "filename" | "description"
> {
  /** What it is here: an attachment's id, or one of `ownParts`. */
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

/** What a delivery sends. */
export interface Parcel {
  readonly data: { readonly bytes: Uint8Array; readonly schema: DataSchema };
  readonly parts: readonly Part[];
}

/** What stands in place of data that travel as an attachment (`purpose: data`); version 2 demands some (change #322). */
const stubs: Readonly<Record<DataSchema["mimeType"], string>> = {
  [mediaTypes.json]: "{}",
  [mediaTypes.xml]: "<data/>",
};

/**
 * Data in the best format that the destination takes, the summary as PDF, and the attachments. A supplement brings
 * what was handed in, and the data once more, by which it is known.
 */
export async function packParcel(
  delivery: Pick<Delivery, "render" | "kind">,
  document: SubmissionDocument,
  attachments: readonly ForwardedAttachment[],
  { schemas }: Pick<Target, "schemas">,
  largeDataBytes: number,
): Promise<Parcel> {
  const { schema, bytes } = await renderBest(delivery, schemas);
  const summary =
    delivery.kind === "supplement" ? undefined : await delivery.render("summary-pdf.v1");
  const isLarge = bytes.length > largeDataBytes;
  const parts: Part[] = [
    ...(summary
      ? [
          {
            name: ownParts.summary,
            purpose: "form" as const,
            mimeType: summary.mediaType,
            filename: summary.name,
            read: () => Promise.resolve(summary.bytes),
          },
        ]
      : []),
    ...(isLarge
      ? [
          {
            name: ownParts.data,
            purpose: "data" as const,
            mimeType: schema.mimeType,
            filename: `antrag-${document.reference}.${schema.mimeType === mediaTypes.xml ? "xml" : "json"}`,
            read: () => Promise.resolve(bytes),
          },
        ]
      : []),
    ...attachments.map((attachment, index) => {
      const isTaken = attachments.slice(0, index).some(({ name }) => name === attachment.name);
      return toPart(attachment, document, isTaken ? `${String(index + 1)}-` : "");
    }),
  ];
  const stub = new TextEncoder().encode(stubs[schema.mimeType]);
  return { data: { schema, bytes: isLarge ? stub : bytes }, parts };
}

async function renderBest(
  delivery: Pick<Delivery, "render">,
  schemas: Target["schemas"],
): Promise<{ readonly schema: DataSchema; readonly bytes: Uint8Array }> {
  for (const { schema, format } of schemas) {
    const rendered = await delivery.render(format);
    if (rendered) return { schema, bytes: rendered.bytes };
  }
  throw new UnfitError("the service has none of the formats that the destination takes");
}

function toPart(
  { id, name, mediaType, sha256, read }: ForwardedAttachment,
  { summary }: SubmissionDocument,
  prefix: string,
): Part {
  const label = summary
    .flatMap(({ rows }) => rows)
    .find(({ values, path }) => path !== "" && values.includes(name))?.label;
  return {
    name: id,
    purpose: "attachment",
    mimeType: /^[-\w.]+\/[-\w.+]+$/.test(mediaType) ? mediaType : "application/octet-stream",
    filename: prefix + name,
    ...(label !== undefined && { description: label }),
    read: async () => {
      const pieces: Uint8Array[] = [];
      for await (const piece of read()) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      if (createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new UnfitError(`attachment ${id} is not what it was when it was filed`);
      return bytes;
    },
  };
}
