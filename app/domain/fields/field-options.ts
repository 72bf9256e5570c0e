import * as z from "zod";
import { latinTypes } from "../din91379.ts";
import { textSchema } from "../text-schema.ts";

/** One entry of a code list: the code goes to the receiver, the label to the citizen. */
export const optionSchema = z.strictObject({
  code: z.string(),
  label: textSchema,
  help: textSchema.optional(),
});

const textOptions = z.strictObject({
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(1).optional(),
  /** HTML `pattern` semantics: the whole value must match (flags `v`, without anchors). */
  pattern: z.string().optional(),
  /** Only characters of this data type of DIN 91379. */
  charset: z.enum(latinTypes).optional(),
  /** A width in characters that hints at the expected length, e.g. 5 for a postal code. */
  width: z.int().min(1).max(60).optional(),
});
/** A text of a known form that a schema may bound further. */
const contactOptions = textOptions.omit({ width: true });
const numberOptions = z.strictObject({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Unit shown behind the control, e.g. "km". */
  unit: textSchema.optional(),
});
/** Inclusive bounds as ISO 8601 (`2026-11-24`, `08:30`), or relative to today (`today`, `today+30d`, `today-18y`). */
const rangeOptions = z.strictObject({
  minimum: z.string().optional(),
  maximum: z.string().optional(),
});
const listOptions = z.strictObject({
  /** Key into the service's `codeLists`. */
  list: z.string(),
  /** How to offer the options; chosen by their number where absent. */
  display: z.enum(["radio", "select", "search"]).optional(),
});
const fileOptions = z.strictObject({
  /** Largest size of one file in bytes. */
  maxSize: z.int().min(1).optional(),
  /** IANA media types that the receiver takes; sane document types where empty. */
  mediaTypes: z.array(z.string()),
  /** Pages or sides that an answer needs, e.g. 2 for the front and back of a card; fewer bring up advice. */
  pages: z.int().min(2).max(100).optional(),
});
const noOptions = z.strictObject({});

/** The options of each field kind. A kind exists when it stands here; every map over kinds must then name it. */
export const fieldOptions = {
  text: textOptions,
  multiline: textOptions,
  number: numberOptions.extend({ decimals: z.int().min(0).max(10).optional() }),
  integer: numberOptions,
  /** Bounds in cents. */
  money: z.strictObject({
    minimum: z.int().optional(),
    maximum: z.int().optional(),
    currency: z.literal("EUR"),
  }),
  date: rangeOptions,
  partialDate: noOptions,
  time: rangeOptions,
  dateTime: rangeOptions,
  yesNo: noOptions,
  choice: listOptions,
  multipleChoice: listOptions,
  /** A box that must be ticked where the field is required. */
  declaration: z.strictObject({ statement: textSchema }),
  email: contactOptions,
  phone: contactOptions,
  iban: contactOptions,
  address: z.strictObject({ country: z.boolean().optional() }),
  personName: z.strictObject({ birthName: z.boolean().optional() }),
  file: fileOptions,
  /** Text shown, not data. */
  staticText: z.strictObject({ content: textSchema }),
  /** Technical value, neither shown nor changed. */
  hidden: z.strictObject({ content: z.string().optional() }),
  /** Shown, not changed. */
  locked: z.strictObject({ content: z.string().optional() }),
} as const;
