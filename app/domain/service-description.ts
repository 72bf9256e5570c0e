import * as z from "zod";
import { textSchema } from "./text.ts";

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
  /** Purpose and legal basis of processing, for the privacy notice (Art. 13 GDPR). */
  privacy: z
    .strictObject({
      purpose: textSchema,
      legalBasis: textSchema,
      /** Days that a filed application is kept. */
      retentionDays: z.int().min(1),
    })
    .optional(),
  /** Words by which citizens look for it. */
  keywords: z.array(z.string()).default([]),
});
