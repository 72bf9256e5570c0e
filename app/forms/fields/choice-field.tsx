import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { sent } from "#app/domain/read-field.ts";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";
import { SearchField } from "./search-field.tsx";
import { toOption } from "./to-option.ts";

/** More than these are too much to read through as radio buttons. */
const mostRadios = 7;

export function ChoiceField({ field, name }: FieldProps<"choice">) {
  const tools = useFormTools();
  const { choices, options, required } = field;
  const { display } = options;
  if (!choices) return <SearchField field={field} name={name} />;
  const common = {
    ...frameOf(field, name, tools),
    defaultValue: typedIn(tools, name),
    binding: tools.bind(name),
  };
  // A single entry, e.g. a consent, is a box to tick: there is nothing to choose between.
  if (choices.length === 1 && field.filters === undefined && display === undefined) {
    const { defaultValue, ...frame } = common;
    return (
      <CheckboxGroup
        {...frame}
        options={choices.map(toOption)}
        defaultValues={defaultValue === undefined ? [] : [defaultValue]}
      />
    );
  }
  if (display === "radio" || (display !== "select" && choices.length <= mostRadios)) {
    const none = { value: "", label: tools.say("noAnswer") };
    return (
      <RadioGroup {...common} options={[...choices.map(toOption), ...(required ? [] : [none])]} />
    );
  }
  return (
    <Select
      {...common}
      emptyLabel={tools.say(required ? "choose" : "noAnswer")}
      autoComplete={field.autocomplete}
      options={choices.map(({ code, label: { text, lang } }) => ({
        value: code,
        label: text,
        ...(lang !== undefined && { lang }),
      }))}
    />
  );
}

export function MultipleChoiceField({ field, name }: FieldProps<"multipleChoice">) {
  const tools = useFormTools();
  if (!field.choices) return <SearchField field={field} name={name} />;
  return (
    <CheckboxGroup
      {...frameOf(field, name, tools)}
      options={field.choices.map(toOption)}
      defaultValues={sent(tools.raw, name)}
      binding={tools.bind(name)}
    />
  );
}
