import * as z from "zod";
import type { NodePath } from "./path.ts";

/** A literal that a condition compares with: an option id, text, number or yes/no. */
const literalSchema = z.union([z.string(), z.number(), z.boolean()]);

/**
 * A condition is data, never code: it can be stored, sent to the browser and read by a person.
 * `field` is a node path; it is resolved in the scope of the node that bears the condition, so that
 * inside a repeated group it means the same item.
 */
export type Condition =
  | { readonly op: "always" }
  | { readonly op: "equals"; readonly field: NodePath; readonly value: string | number | boolean }
  | {
      readonly op: "in";
      readonly field: NodePath;
      readonly values: readonly (string | number | boolean)[];
    }
  | { readonly op: "less" | "atMost"; readonly field: NodePath; readonly value: string | number }
  /** Of a group: nothing below it is answered. */
  | { readonly op: "empty"; readonly field: NodePath }
  /** Day, month and year in three fields are a day of the calendar; holds while one of them is unanswered. */
  | {
      readonly op: "calendarDay";
      readonly day: NodePath;
      readonly month: NodePath;
      readonly year: NodePath;
    }
  /** The responsible authority lies in one of these Länder: the first two digits of its ARS. */
  | { readonly op: "state"; readonly states: readonly string[] }
  | { readonly op: "not"; readonly condition: Condition }
  | { readonly op: "and" | "or" | "xor"; readonly conditions: readonly Condition[] };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.strictObject({ op: z.literal("always") }),
    z.strictObject({ op: z.literal("equals"), field: z.string(), value: literalSchema }),
    z.strictObject({ op: z.literal("in"), field: z.string(), values: z.array(literalSchema) }),
    z.strictObject({
      op: z.enum(["less", "atMost"]),
      field: z.string(),
      value: z.union([z.string(), z.number()]),
    }),
    z.strictObject({ op: z.literal("empty"), field: z.string() }),
    z.strictObject({
      op: z.literal("calendarDay"),
      day: z.string(),
      month: z.string(),
      year: z.string(),
    }),
    z.strictObject({
      op: z.literal("state"),
      states: z.array(z.string().regex(/^(0[1-9]|1[0-6])$/)).min(1),
    }),
    z.strictObject({ op: z.literal("not"), condition: conditionSchema }),
    z.strictObject({
      op: z.enum(["and", "or", "xor"]),
      conditions: z.array(conditionSchema).min(1),
    }),
  ]),
);
