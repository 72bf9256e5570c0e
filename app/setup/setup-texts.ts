import * as z from "zod";

/** Longest text of the file where nothing else is said, in characters. */
export const longest = 5000;
/** A spreadsheet would reckon with what begins like this; no text of a town hall does. */
const formula = /^\s*[=@\t\r]/;

export const written = z
  .string()
  .max(longest)
  .refine((text) => !formula.test(text), "formula");
export const short = written.max(500);
export const emailOrNone = z.literal("").or(z.email().max(254));

/** Whether nothing in a value, however deep, is a formula or too long. */
export const noFormulas = (value: unknown): boolean =>
  typeof value === "string"
    ? !formula.test(value) && value.length <= longest
    : typeof value !== "object" || value === null || Object.values(value).every(noFormulas);

/** What may stand once only. */
export function once<T>(keyOf: (one: T) => string) {
  return (all: readonly T[]): boolean => new Set(all.map(keyOf)).size === all.length;
}
