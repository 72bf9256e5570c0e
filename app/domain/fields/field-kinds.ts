import { choice, declaration, multipleChoice, yesNo } from "./choices.ts";
import { address, personName } from "./composites.ts";
import { email, iban, phone } from "./contact.ts";
import { date, dateTime, partialDate, time } from "./dates.ts";
import type { FieldKindRules } from "./field-kind.ts";
import type { FieldKind } from "./kinds.ts";
import { integer, money, number } from "./numbers.ts";
import { multiline, text } from "./text.ts";
import { file, hidden, locked, staticText } from "./without-input.ts";

/** The domain half of every field kind. */
export const fieldKinds = {
  text,
  multiline,
  number,
  integer,
  money,
  date,
  partialDate,
  time,
  dateTime,
  yesNo,
  choice,
  multipleChoice,
  declaration,
  email,
  phone,
  iban,
  address,
  personName,
  file,
  staticText,
  hidden,
  locked,
} satisfies { readonly [K in FieldKind]: FieldKindRules<K> };

/**
 * The rules of a kind that is only known at run time. The map above guarantees that kind, options and
 * values belong together; TypeScript cannot follow that through an index, hence this one cast.
 */
export function rulesOf<K extends FieldKind>(kind: K): FieldKindRules<K> {
  return fieldKinds[kind] as unknown as FieldKindRules<K>;
}
