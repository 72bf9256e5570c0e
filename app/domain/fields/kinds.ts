import type * as z from "zod";
import type { fieldOptions, optionSchema } from "./field-options.ts";

// Types alone: what browsers load must not bring the schemas with it.
export type Option = z.infer<typeof optionSchema>;

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
