import * as z from "zod";
import { textSchema } from "../text-schema.ts";

/** A name of a place in which `*` stands for anything. */
const placesSchema = z
  .string()
  .regex(/^(\*|(about|fee|node|page|list|extra):\S+)$/)
  .max(300);

/** What municipalities may set for themselves about a service. */
export const adjustableSchema = z.strictObject({
  /** Places that are open, e.g. `about:*`, `node:*:hint`, `list:breeds`. Everything else is as the service says. */
  places: z.array(placesSchema),
  /** Exceptions, each with the reason that a municipality is told. */
  fixed: z.array(z.strictObject({ places: placesSchema, why: textSchema })).default([]),
  /** Bounds of `about:retentionDays`, in days. */
  retentionDays: z.strictObject({ min: z.int().min(1), max: z.int().min(1) }).optional(),
});
export type Adjustable = z.infer<typeof adjustableSchema>;

/**
 * Where a service does not say it: facts, fees, hints and questions of one's own, and what the schema itself leaves open. The
 * words of questions are those that lawyers agreed on, and stay.
 */
export const usuallyAdjustable: Adjustable = {
  places: [
    "about:*",
    "fee:*",
    "node:*:hint",
    "node:*:help",
    "node:*:required",
    "node:*:omitted",
    "page:*:intro",
    "list:*",
    "extra:*",
  ],
  fixed: [],
};

/** Whether a pattern names a place. */
export function isAmong(pattern: string, place: string): boolean {
  const parts = pattern.split("*");
  const [first = ""] = parts;
  if (parts.length === 1) return pattern === place;
  const last = parts.at(-1) ?? "";
  if (!place.startsWith(first) || place.length < first.length + last.length) return false;
  if (!place.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = place.indexOf(part, at);
    if (found === -1 || found + part.length > place.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
