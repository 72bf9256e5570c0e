import type { FieldKind } from "../../domain/fields/kinds.ts";
import type { FormField, FormFieldOf } from "../../domain/page-form.ts";
import { componentOf } from "./field-components.ts";

/** A single question, drawn by the component of its kind. */
export function FieldView({ field, name }: { field: FormField; name: string }) {
  const Component = componentOf<FieldKind>(field.kind);
  return <Component field={field as FormFieldOf<FieldKind>} name={name} />;
}
