import type { FieldKind } from "#app/domain/fields/kinds.ts";
import type { FormFieldOf } from "#app/domain/page-form.ts";
import { controlName, sent } from "#app/domain/read-field.ts";
import type { FormTools } from "../form-tools.ts";

/** What the component of a kind gets. */
export interface FieldProps<K extends FieldKind> {
  readonly field: FormFieldOf<K>;
  /** Name of the control: the field's own, or that of one of its lines. */
  readonly name: string;
}

/** What stands in a control at first. */
export function typedIn(
  { raw }: Pick<FormTools, "raw">,
  name: string,
  part = "",
): string | undefined {
  return sent(raw, controlName(name, part)).at(-1);
}
