import { FieldsetFrame } from "../../ui/controls/fieldset-frame.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import type { FieldProps } from "./field-props.ts";
import { PartInput } from "./part-input.tsx";

export function PersonNameField({ field, name }: FieldProps<"personName">) {
  const tools = useFormTools();
  const own = field.autocomplete !== undefined;
  return (
    <FieldsetFrame {...frameOf(field, name, tools)} anchor layout="grid">
      <div className="field-grid__half">
        <PartInput name={name} part="givenName" token={own ? "given-name" : undefined} />
      </div>
      <div className="field-grid__half">
        <PartInput name={name} part="familyName" token={own ? "family-name" : undefined} />
      </div>
      {field.options.birthName === true && (
        <div className="field-grid__half">
          <PartInput name={name} part="birthName" optional={field.required} />
        </div>
      )}
    </FieldsetFrame>
  );
}
