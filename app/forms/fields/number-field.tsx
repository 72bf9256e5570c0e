import { showText } from "#app/domain/shown-text.ts";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { shown } from "../shown.tsx";
import { typedIn, type FieldProps } from "./field-props.ts";

export function NumberField({ field, name }: FieldProps<"number"> | FieldProps<"integer">) {
  const tools = useFormTools();
  const { minimum = 0, unit } = field.options;
  const digits = field.kind === "integer" ? "numeric" : "decimal";
  return (
    <TextInput
      {...frameOf(field, name, tools)}
      defaultValue={typedIn(tools, name)}
      // The number pads of phones have no minus.
      inputMode={minimum < 0 ? "text" : digits}
      autoComplete={field.autocomplete}
      width={10}
      dir="ltr"
      suffix={unit && shown(showText(unit, tools.language))}
      binding={tools.bind(name)}
    />
  );
}

export function MoneyField({ field, name }: FieldProps<"money">) {
  const tools = useFormTools();
  return (
    <TextInput
      {...frameOf(field, name, tools)}
      defaultValue={typedIn(tools, name)}
      inputMode={(field.options.minimum ?? 0) < 0 ? "text" : "decimal"}
      width={10}
      dir="ltr"
      suffix="€"
      binding={tools.bind(name)}
    />
  );
}
