import { createElement } from "react";
import type { FieldKind } from "#app/domain/fields/kinds.ts";
import type { FormField } from "#app/domain/page-form.ts";
import { componentOf } from "./field-components.ts";

/** A single question, drawn by the component of its kind. */
export function FieldView({ field, name }: { field: FormField; name: string }) {
  return createElement(componentOf<FieldKind>(field.kind), { field, name });
}
