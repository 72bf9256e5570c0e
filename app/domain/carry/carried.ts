import * as z from "zod";
import { fieldOptions } from "../fields/field-options.ts";
import type { FieldKind } from "../fields/kinds.ts";

const kinds = Object.keys(fieldOptions) as [FieldKind, ...FieldKind[]];

const carriedAnswerSchema = z.strictObject({
  /** FIM ids without versions, from the outermost group to the field itself. */
  fim: z.array(z.string().max(64)).min(1).max(40),
  kind: z.enum(kinds),
  /** What was asked, in German. */
  label: z.string().max(1000),
  /** Canonical, as in a submission. */
  value: z.json(),
});
export type CarriedAnswer = z.infer<typeof carriedAnswerSchema>;

/** Answers that a citizen takes along from one application to another. Format `einmal-angaben`, see docs/formats. */
export const carriedSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** ISO 8601 instant. */
  madeAt: z.iso.datetime({ offset: true }),
  from: z.strictObject({
    service: z.string().max(1000),
    municipality: z.string().max(1000),
  }),
  answers: z.array(carriedAnswerSchema).max(5000),
});
export type Carried = z.infer<typeof carriedSchema>;
