import { fimJson } from "../documents/fim-json.v1.server.ts";
import { fimXml } from "../documents/fim-xml.v1.server.ts";
import { receiverRulesSchema } from "../documents/schemas/json-schema-rules.ts";
import { submissionCsv } from "../documents/submission-csv.v1.ts";
import { submissionJson } from "../documents/submission-json.v1.server.ts";
import { summaryPdf, type SummaryTexts } from "../documents/summary-pdf.v1.server.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import type { SubmissionDocument } from "../domain/submission.ts";

/** In which forms a destination can get a submission; see docs/formats/README.md. */
export const formatNames = [
  "submission-json.v1",
  "fim-json.v1",
  "fim-xml.v1",
  "fim-json-schema.v1",
  "summary-pdf.v1",
  "submission-csv.v1",
] as const;
export type FormatName = (typeof formatNames)[number];

/** A submission in one format. Same submission, same bytes. */
export interface RenderedFile {
  readonly format: FormatName;
  /** For a file system, e.g. `antrag-….json`. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What formats need beside the submission. */
export interface FormatSource {
  readonly document: SubmissionDocument;
  /** Of the version that it was filed with; absent where that is not known any more. */
  readonly service: ServiceDefinition | undefined;
  /** In the language of the application. */
  readonly texts: SummaryTexts;
}

interface Format {
  readonly mediaType: string;
  readonly extension: string;
  readonly write: (source: FormatSource) => Promise<Uint8Array | string | undefined>;
}

const formats: Readonly<Record<FormatName, Format>> = {
  "submission-json.v1": {
    mediaType: "application/json",
    extension: "json",
    write: ({ document }) => Promise.resolve(submissionJson(document)),
  },
  "fim-json.v1": {
    mediaType: "application/json",
    extension: "fim.json",
    write: ({ document, service }) =>
      Promise.resolve(service && fimJson(document, service, "versioned")),
  },
  "fim-xml.v1": {
    mediaType: "application/xml",
    extension: "fim.xml",
    write: ({ document, service }) => Promise.resolve(service && fimXml(document, service)),
  },
  "fim-json-schema.v1": {
    mediaType: "application/schema+json",
    extension: "schema.json",
    write: ({ document, service }) => Promise.resolve(service && rulesSchema(document, service)),
  },
  "summary-pdf.v1": {
    mediaType: "application/pdf",
    extension: "pdf",
    write: ({ document, texts }) => summaryPdf(document, "summary", texts),
  },
  "submission-csv.v1": {
    mediaType: "text/csv",
    extension: "csv",
    write: ({ document }) => Promise.resolve(submissionCsv(document)),
  },
};

/** By what a receiver checks `fim-json.v1` of the same submission, with the rules that hold in its Land. */
function rulesSchema({ municipality }: SubmissionDocument, service: ServiceDefinition) {
  if (!service.fim) return undefined;
  const state = municipality.ars.slice(0, 2);
  return JSON.stringify(receiverRulesSchema(service, { keys: "versioned", state }), null, 2);
}

/** Undefined where the service has no such format: FIM's are for services that come from FIM. */
export async function render(
  source: FormatSource,
  format: FormatName,
): Promise<RenderedFile | undefined> {
  const { mediaType, extension, write } = formats[format];
  const content = await write(source);
  if (content === undefined) return undefined;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { format, name: `antrag-${source.document.reference}.${extension}`, mediaType, bytes };
}
