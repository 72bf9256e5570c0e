import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";

const looks = {
  email: { type: "email", inputMode: "email", spellCheck: false, autoCapitalize: "none" },
  phone: { type: "tel", inputMode: "tel", spellCheck: false, width: 20 },
  iban: { type: "text", dir: "ltr", spellCheck: false, autoCapitalize: "characters", width: 30 },
} as const;

export function ContactField({
  field,
  name,
}: FieldProps<"email"> | FieldProps<"phone"> | FieldProps<"iban">) {
  const tools = useFormTools();
  const hint = field.kind === "iban" ? tools.say("ibanHint") : undefined;
  return (
    <TextInput
      {...frameOf(field, name, tools, hint)}
      {...looks[field.kind]}
      defaultValue={typedIn(tools, name)}
      autoComplete={field.autocomplete}
      binding={tools.bind(name)}
    />
  );
}
