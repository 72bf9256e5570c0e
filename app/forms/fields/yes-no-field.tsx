import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";

export function YesNoField({ field, name }: FieldProps<"yesNo">) {
  const tools = useFormTools();
  const { say } = tools;
  return (
    <RadioGroup
      {...frameOf(field, name, tools)}
      horizontal
      options={[
        { value: "true", label: say("yes") },
        { value: "false", label: say("no") },
        // A radio button cannot be unchosen, so "no answer" must be one of them.
        ...(field.required ? [] : [{ value: "", label: say("noAnswer") }]),
      ]}
      defaultValue={typedIn(tools, name)}
      binding={tools.bind(name)}
    />
  );
}
