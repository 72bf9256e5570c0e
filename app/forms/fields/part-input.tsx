import { controlName } from "#app/domain/read-field.ts";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useFormTools } from "../form-tools.ts";
import { typedIn } from "./field-props.ts";

interface PartInputProps {
  /** The question's name. */
  readonly name: string;
  readonly part: string;
  /** WCAG 1.3.5 token. */
  readonly token?: string | undefined;
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly width?: number;
  readonly inputMode?: "numeric";
}

/** One line of a question in parts. */
export function PartInput(props: PartInputProps) {
  const { name, part, token, optional, required, width, inputMode } = props;
  const tools = useFormTools();
  const control = controlName(name, part);
  return (
    <TextInput
      name={control}
      label={tools.say(part)}
      optionalMark={optional === true ? tools.say("optional") : undefined}
      required={required}
      error={tools.errorOf(control)}
      defaultValue={typedIn(tools, name, part)}
      autoComplete={token}
      width={width}
      inputMode={inputMode}
      binding={tools.bind(control)}
    />
  );
}
