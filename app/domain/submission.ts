import * as z from "zod";
import { languageSchema } from "./text.ts";

/** eIDAS level of assurance of the applicant's identity (Vertrauensniveau). */
export const assuranceLevelSchema = z.enum(["none", "basic", "substantial", "high"]);

const attachmentSchema = z.strictObject({
  id: z.string(),
  /** Instance path of the field that it answers. */
  path: z.string(),
  name: z.string(),
  /** Bytes. */
  size: z.int().min(0),
  mediaType: z.string(),
  /** Hexadecimal. */
  sha256: z.string(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** One line of the summary, in the citizen's language, as it stood when the application was filed. */
const summaryRowSchema = z.strictObject({
  /** Instance path of the field. */
  path: z.string(),
  label: z.string(),
  /** Language of the label where it fell back to another than the citizen's. */
  lang: languageSchema.optional(),
  /** One entry per value; several for repeated values. Empty where an optional question was left open. */
  values: z.array(z.string()),
  /** Language of the values, where they are words of the service and fell back to another. */
  valuesLang: languageSchema.optional(),
});
const summarySectionSchema = z.strictObject({
  /** Page address below the service, e.g. `hund/k3f9`. */
  page: z.string(),
  title: z.string(),
  /** Language of the title where it fell back to another than the citizen's. */
  lang: languageSchema.optional(),
  rows: z.array(summaryRowSchema),
});
export type SummarySection = z.infer<typeof summarySectionSchema>;

/** Nested by FIM ids (or local ids): a group is an object, what repeats is an array. */
export type DataValue =
  string | number | boolean | readonly DataValue[] | { readonly [id: string]: DataValue };
const dataSchema: z.ZodType<DataValue> = z.json() as z.ZodType<DataValue>;

/** The immutable outcome of applying: what staff read, what is forwarded, what the receipt attests. */
export const submissionDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  reference: z.string(),
  /** ISO 8601 instant with offset. */
  submittedAt: z.iso.datetime({ offset: true }),
  service: z.strictObject({
    id: z.string(),
    version: z.string(),
    name: z.string(),
    fimId: z.string().optional(),
    leikaKeys: z.array(z.string()),
  }),
  municipality: z.strictObject({ ars: z.string(), name: z.string() }),
  language: z.string(),
  assuranceLevel: assuranceLevelSchema,
  data: z.record(z.string(), dataSchema),
  summary: z.array(summarySectionSchema),
  attachments: z.array(attachmentSchema),
});
export type SubmissionDocument = z.infer<typeof submissionDocumentSchema>;
