import type { ComponentType } from "react";
import type { FieldKind } from "#app/domain/fields/kinds.ts";
import { AddressField } from "./address-field.tsx";
import { ChoiceField, MultipleChoiceField } from "./choice-field.tsx";
import { ContactField } from "./contact-field.tsx";
import { DateField, TimeField } from "./date-field.tsx";
import { DeclarationField } from "./declaration-field.tsx";
import type { FieldProps } from "./field-props.ts";
import { FileField } from "./file-field.tsx";
import { MultilineField } from "./multiline-field.tsx";
import { MoneyField, NumberField } from "./number-field.tsx";
import { PersonNameField } from "./person-name-field.tsx";
import { HiddenField, LockedField, StaticTextField } from "./text-only-field.tsx";
import { TextField } from "./text-field.tsx";
import { YesNoField } from "./yes-no-field.tsx";

/** The half of every field kind that citizens see. */
const fieldComponents: { readonly [K in FieldKind]: ComponentType<FieldProps<K>> } = {
  text: TextField,
  multiline: MultilineField,
  number: NumberField,
  integer: NumberField,
  money: MoneyField,
  date: DateField,
  partialDate: DateField,
  time: TimeField,
  dateTime: DateField,
  yesNo: YesNoField,
  choice: ChoiceField,
  multipleChoice: MultipleChoiceField,
  declaration: DeclarationField,
  email: ContactField,
  phone: ContactField,
  iban: ContactField,
  address: AddressField,
  personName: PersonNameField,
  file: FileField,
  staticText: StaticTextField,
  hidden: HiddenField,
  locked: LockedField,
};

/** The component of a kind. */
export function componentOf<K extends FieldKind>(kind: K): ComponentType<FieldProps<K>> {
  return fieldComponents[kind];
}
