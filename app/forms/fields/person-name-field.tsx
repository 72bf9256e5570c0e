import { FieldsetFrame } from "#app/ui/controls/fieldset-frame.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import type { FieldProps } from "./field-props.ts";
import { PartInput } from "./part-input.tsx";

export function PersonNameField({ field, name }: FieldProps<"personName">) {
  const tools = useFormTools();
  const own = field.autocomplete !== undefined;
  const required = field.required && name === field.name;
  return (
    <FieldsetFrame {...frameOf(field, name, tools)} anchor layout="grid">
      <div className="field-grid__half">
        <PartInput
          name={name}
          part="givenName"
          required={required}
          token={own ? "given-name" : undefined}
        />
      </div>
      <div className="field-grid__half">
        <PartInput
          name={name}
          part="familyName"
          required={required}
          token={own ? "family-name" : undefined}
        />
      </div>
      {field.options.birthName === true && (
        <div className="field-grid__half">
          <PartInput name={name} part="birthName" optional={field.required} />
        </div>
      )}
    </FieldsetFrame>
  );
}
