import * as z from "zod";
import { origins } from "./answers.ts";
import { assuranceLevels } from "./assurance.ts";
import { languageSchema } from "./text-schema.ts";

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
  /** Of a declaration: the words to which the citizen agreed, as they stood. */
  statement: z.strictObject({ text: z.string(), lang: languageSchema.optional() }).optional(),
  /** It follows from other answers. */
  calculated: z.literal(true).optional(),
  /** Where the answer came from, if it was not typed. */
  origin: z.enum(origins).optional(),
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

const centsSchema = z.int().min(0);
const feeLineSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Language of the label where it fell back to another than the citizen's. */
  lang: languageSchema.optional(),
  /** The item of a repeated group that it is for, as the citizen calls it. */
  item: z.string().optional(),
});
/** What the application costs by the answers and the table of the day on which it was filed; amounts in cents. */
const filedFeesSchema = z.strictObject({
  currency: z.literal("EUR"),
  /** The authority decides in the end. */
  provisional: z.boolean(),
  positions: z.array(
    feeLineSchema.extend({
      /** `count` times `single`, within the bounds of the position and less the reduction. */
      cents: centsSchema,
      single: centsSchema,
      count: z.int().min(0),
      reduction: z.strictObject({ label: z.string(), percent: z.int().min(0).max(100) }).optional(),
      legalBasis: z.string().optional(),
    }),
  ),
  /** What applies and could not be told. */
  open: z.array(feeLineSchema),
  /** The sum of the positions. */
  total: centsSchema,
  /** Why nothing is charged. */
  free: z.string().optional(),
  period: z.string().optional(),
  legalBasis: z.array(z.string()),
});
export type FiledFees = z.infer<typeof filedFeesSchema>;

export const paymentMethods = [
  "GIROPAY",
  "PAYDIRECT",
  "CREDITCARD",
  "PAYPAL",
  "INVOICE",
  "OTHER",
] as const;
/** What was paid before filing, as the payment service told it. */
const paymentSchema = z.strictObject({
  status: z.literal("paid"),
  amountCents: centsSchema,
  currency: z.literal("EUR"),
  /** Given by the payment service, which is asked for the transaction at `transactionUrl`. */
  transactionId: z.string(),
  transactionUrl: z.string(),
  /** What the money is booked under, e.g. a Kassenzeichen. */
  transactionReference: z.string().optional(),
  paidAt: z.iso.datetime({ offset: true }).optional(),
  method: z.enum(paymentMethods),
  methodDetail: z.string().optional(),
});
export type Payment = z.infer<typeof paymentSchema>;

/** Nested by FIM ids (or local ids): a group is an object, what repeats is an array. */
export type DataValue =
  string | number | boolean | readonly DataValue[] | { readonly [id: string]: DataValue };
const dataSchema: z.ZodType<DataValue> = z.json() as z.ZodType<DataValue>;

const missingSchema = z.strictObject({
  /** Instance path of the field; of a page as a whole its address. */
  path: z.string(),
  label: z.string(),
  /** Whether it is a document. */
  file: z.boolean(),
});
export type MissingAnswer = z.infer<typeof missingSchema>;

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
  /** How surely the applicant is known; what they signed in with before filing. */
  assuranceLevel: z.enum(assuranceLevels),
  /**
   * Mailbox of the account that the applicant signed in with (BundID: `legacyPostkorbHandle`), into which they want answers. Absent where
   * they do not, or were not asked: only a destination that passes it on has them asked.
   */
  accountMailbox: z.guid().optional(),
  data: z.record(z.string(), dataSchema),
  summary: z.array(summarySectionSchema),
  attachments: z.array(attachmentSchema),
  /** Filed in time although something was missing: what, and until when (ISO date) it is to be handed in. */
  missing: z
    .strictObject({
      until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      answers: z.array(missingSchema).min(1),
    })
    .optional(),
  /** Absent where the service says nothing of fees. */
  fees: filedFeesSchema.optional(),
  /** Absent where nothing was paid before filing. Not always as much as `fees` says: then the authority settles the rest. */
  payment: paymentSchema.optional(),
  /** Synthetic: filed to try the service out. Nothing may be done upon it. */
  test: z.literal(true).optional(),
});
export type SubmissionDocument = z.infer<typeof submissionDocumentSchema>;
