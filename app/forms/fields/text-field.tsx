import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useCountText } from "../count-characters.ts";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";

export function TextField({ field, name }: FieldProps<"text">) {
  const tools = useFormTools();
  const { width, maxLength = 60 } = field.options;
  return (
    <TextInput
      {...frameOf(field, name, tools)}
      defaultValue={typedIn(tools, name)}
      autoComplete={field.autocomplete}
      width={width ?? (maxLength <= 20 ? maxLength : undefined)}
      countText={useCountText(field.options.maxLength)}
      binding={tools.bind(name)}
    />
  );
}
