import * as z from "zod";
import { latinTypes } from "../din91379.ts";
import { textSchema } from "../text.ts";

/** One entry of a code list: the code goes to the receiver, the label to the citizen. */
export const optionSchema = z.strictObject({
  code: z.string(),
  label: textSchema,
  help: textSchema.optional(),
});
export type Option = z.infer<typeof optionSchema>;

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

export type FieldKind = keyof typeof fieldOptions;
export type FieldOptions<K extends FieldKind> = z.infer<(typeof fieldOptions)[K]>;

/** A postal address; `country` is ISO 3166 alpha-2 and absent for Germany. */
export interface Address {
  readonly street: string;
  /** Absent where a house has none (D-02: no hidden national assumptions). */
  readonly houseNumber?: string;
  readonly addition?: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country?: string;
}
export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthName?: string;
}
/** A date of which the day, or day and month, may be unknown: `1950`, `1950-05` or `1950-05-12`. */
export type PartialDate = string;
/** What may be wrong with a file that was taken all the same; `date` is ISO. */
export interface FileAdvice {
  readonly code: "blank" | "dark" | "blurred" | "restricted" | "unreadable" | "expired";
  readonly date?: string;
}
/** A file that lies in storage; `sha256` in hexadecimal, size in bytes. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  /** Pages of a document; absent where that cannot be told. */
  readonly pages?: number;
  readonly advice?: readonly FileAdvice[];
}

/** The canonical value of each kind: ISO dates, integer cents, trimmed NFC strings, option codes. */
export interface FieldValues {
  text: string;
  multiline: string;
  number: number;
  integer: number;
  money: number;
  date: string;
  partialDate: PartialDate;
  time: string;
  dateTime: string;
  yesNo: boolean;
  choice: string;
  multipleChoice: readonly string[];
  declaration: true;
  email: string;
  phone: string;
  iban: string;
  address: Address;
  personName: PersonName;
  file: readonly StoredFile[];
  staticText: never;
  hidden: string;
  locked: string;
}
/** One canonical value of any kind. */
export type FieldValue = FieldValues[FieldKind];
/** What is stored for a field: a value, or a list of values where the field repeats (`repeat`). */
export type Value = FieldValue | readonly FieldValue[];
