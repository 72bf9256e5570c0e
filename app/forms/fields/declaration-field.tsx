import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { shown } from "../shown.tsx";
import { typedIn, type FieldProps } from "./field-props.ts";

export function DeclarationField({ field, name }: FieldProps<"declaration">) {
  const tools = useFormTools();
  return (
    <SingleCheckbox
      {...frameOf(field, name, tools)}
      value="true"
      statement={shown(field.content ?? field.label)}
      defaultChecked={typedIn(tools, name) === "true"}
      binding={tools.bind(name)}
    />
  );
}
