import * as z from "zod";

/**
 * How the value of a field follows from others; paths are node paths, read in the scope of the field. A date that is left out
 * is today at the authority.
 */
export const expressionSchema = z.discriminatedUnion("op", [
  /** Of all that are answered, in every item of repeated groups. */
  z.strictObject({ op: z.literal("sum"), fields: z.array(z.string()).min(1) }),
  z.strictObject({ op: z.literal("difference"), from: z.string(), minus: z.string() }),
  /** Items of a repeated group. */
  z.strictObject({ op: z.literal("count"), group: z.string() }),
  /** Whole years at a day. */
  z.strictObject({ op: z.literal("age"), born: z.string(), on: z.string().optional() }),
  /** Days from one day to another; negative where the second comes first. */
  z.strictObject({ op: z.literal("days"), from: z.string(), to: z.string().optional() }),
]);
export type Expression = z.infer<typeof expressionSchema>;
