import * as z from "zod";
import { plainLanguageSchema, signLanguageSchema } from "./other-forms.ts";
import { textSchema } from "./text-schema.ts";

/** Periods of the procedure: counted from the day after something happened (§ 31 VwVfG, § 187 BGB). */
export const processingSchema = z.strictObject({
  /** Within which the authority decides once everything is there. */
  decideWithin: z
    .strictObject({ count: z.int().min(1).max(999), unit: z.enum(["days", "weeks", "months"]) })
    .optional(),
  /**
   * Present: to keep a deadline, an application may be filed before it is complete; what is missing is handed in within
   * so many days.
   */
  completeWithinDays: z.int().min(1).max(365).optional(),
});

/** Where one asks about the service: an office, not a person. */
export const contactSchema = z.strictObject({
  /** E.g. "Steueramt". */
  office: textSchema,
  /** Lines of a postal address. */
  address: z.string().max(500).optional(),
  phone: z.string().max(60).optional(),
  email: z.email().max(200).optional(),
  openingHours: textSchema.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** What the service page tells before one starts. */
export const descriptionSchema = z.strictObject({
  summary: textSchema,
  /** What one needs at hand. */
  needs: z.array(textSchema).default([]),
  fee: textSchema.optional(),
  /** How long the authority takes. */
  duration: textSchema.optional(),
  /** Minutes that filling takes. */
  minutes: z.int().min(1).optional(),
  legalBasis: z.array(textSchema).default([]),
  /** What happens once it is filed. */
  afterwards: textSchema.optional(),
  /** Until when what happens. */
  processing: processingSchema.optional(),
  /** Purpose and legal basis of processing, for the privacy notice (Art. 13 GDPR). */
  privacy: z
    .strictObject({
      purpose: textSchema,
      legalBasis: textSchema,
      /** Days that a filed application is kept. */
      retentionDays: z.int().min(1),
    })
    .optional(),
  /** Usually set by each municipality for itself. */
  contact: contactSchema.optional(),
  plainLanguage: plainLanguageSchema.optional(),
  signLanguage: signLanguageSchema.optional(),
  /** Words by which citizens look for it. */
  keywords: z.array(z.string()).default([]),
});
