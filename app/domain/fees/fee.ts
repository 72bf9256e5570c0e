import * as z from "zod";
import { conditionSchema } from "../condition.ts";
import { textSchema } from "../text-schema.ts";

/** Whole cents of euros, at most a million euros. */
const centsSchema = z.int().min(0).max(100_000_000);

/** Ascending; the last one may go without an end. */
const rangeSchema = z.strictObject({
  /** Inclusive, in the unit of the answer (money: cents). Absent: everything above. */
  upTo: z.number().optional(),
  cents: centsSchema,
});

/** One entry of a fee table: what the municipality's by-laws say, without the answers. */
export const feeEntrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("amount"), cents: centsSchema }),
  /** By the code that was chosen. */
  z.strictObject({ kind: z.literal("codes"), cents: z.record(z.string(), centsSchema) }),
  /** By the number that was told. */
  z.strictObject({ kind: z.literal("ranges"), ranges: z.array(rangeSchema).min(1) }),
  /** A reduction in whole percent. */
  z.strictObject({ kind: z.literal("percent"), percent: z.int().min(0).max(100) }),
]);
export type FeeEntry = z.infer<typeof feeEntrySchema>;

const entryNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

/** Amounts by the names of their entries. */
export const feeTableSchema = z.record(entryNameSchema, feeEntrySchema);
export type FeeTable = z.infer<typeof feeTableSchema>;

const reductionSchema = z.strictObject({
  label: textSchema,
  when: conditionSchema,
  /** Entry of kind `percent`. */
  entry: entryNameSchema,
});

const positionSchema = z.strictObject({
  id: entryNameSchema,
  label: textSchema,
  when: conditionSchema.optional(),
  /** Entry of the table: `amount`, `codes` or `ranges`. */
  entry: entryNameSchema,
  /** Node path of the answer that finds the amount, for `codes` and `ranges`. */
  by: z.string().optional(),
  /** Node path of the whole number by which the amount is multiplied. */
  times: z.string().optional(),
  /** Once for each item of a repeated group; `from` and `to` are ranks in its list, from 1. */
  each: z
    .strictObject({
      group: z.string(),
      from: z.int().min(1).optional(),
      to: z.int().min(1).optional(),
    })
    .optional(),
  /** Of those whose condition holds the first counts. */
  reductions: z.array(reductionSchema).default([]),
  /** Entries of kind `amount` between which the amount is kept, before reductions. */
  minimum: entryNameSchema.optional(),
  maximum: entryNameSchema.optional(),
  legalBasis: textSchema.optional(),
});
export type FeePosition = z.infer<typeof positionSchema>;

/** What an application costs, as data; the amounts stand in a table that a municipality may set for itself. */
export const feesSchema = z.strictObject({
  /** The office decides in the end, what is shown is expected. */
  provisional: z.boolean().default(true),
  /** What the amounts are for, e.g. "im Jahr". */
  period: textSchema.optional(),
  legalBasis: z.array(textSchema).default([]),
  /** The first whose condition holds makes everything free. */
  free: z.array(z.strictObject({ when: conditionSchema, reason: textSchema })).default([]),
  positions: z.array(positionSchema).min(1),
  table: z.record(entryNameSchema, z.strictObject({ label: textSchema, default: feeEntrySchema })),
});
export type Fees = z.infer<typeof feesSchema>;

/** The table that counts: of an offering, it holds what the municipality has set. */
export function feeTableOf({ table }: Fees): FeeTable {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, entry.default]));
}
