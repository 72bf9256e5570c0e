import { TextArea } from "#app/ui/controls/text-area.tsx";
import { useFormTools } from "../form-tools.ts";
import { useCountText } from "../count-characters.ts";
import { frameOf } from "../frame-of.ts";
import { shown } from "../shown.tsx";
import { typedIn, type FieldProps } from "./field-props.ts";

export function MultilineField({ field, name }: FieldProps<"multiline">) {
  const tools = useFormTools();
  const { say } = tools;
  const { maxLength } = field.options;
  const limit = maxLength === undefined ? undefined : say("maxLength", { count: maxLength });
  const hint = field.hint && limit !== undefined && (
    <>
      {shown(field.hint)} {limit}
    </>
  );
  const frame = frameOf(field, name, tools, limit);
  return (
    <TextArea
      {...frame}
      hint={hint ?? frame.hint}
      defaultValue={typedIn(tools, name)}
      rows={maxLength !== undefined && maxLength <= 200 ? 3 : 5}
      countText={useCountText(maxLength)}
      binding={tools.bind(name)}
    />
  );
}
