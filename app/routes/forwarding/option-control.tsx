import { useTranslation } from "react-i18next";
import type { OptionField } from "#app/administration/option-fields.ts";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface OptionControlProps {
  readonly field: OptionField;
  readonly value: readonly string[];
  readonly error: string | undefined;
  /** Where labels and hints stand that say it otherwise than for a destination. */
  readonly words?: "pickup:" | "payment.";
}

/** One option of an adapter. Its label stands in the texts under its name, whichever adapter it is of. */
export function OptionControl({ field, value, error, words }: OptionControlProps) {
  const { t } = useTranslation(words === "pickup:" ? ["forwarding", "pickup"] : "forwarding");
  const { kind, required, choices } = field;
  const name = `option.${field.name}`;
  const wordFor = (key: string, defaultValue: string): string =>
    t(words ? [`${words}${key}`, key] : key, { defaultValue });
  const label = wordFor(name, field.name);
  const hint = field.stored
    ? t("destination.secretStored")
    : wordFor(`hint.${field.name}`, "") || undefined;
  const optionalMark = required || kind === "flag" ? undefined : t("destination.optional");
  const frame = { name, label, hint, error, required, optionalMark };
  const wordOf = (choice: string): string =>
    t(`choice.${choice.replaceAll(".", "-")}`, { defaultValue: choice });
  switch (kind) {
    case "choice":
      return (
        <Select
          {...frame}
          emptyLabel={required ? undefined : t("destination.notChosen")}
          defaultValue={value[0]}
          options={choices.map((choice) => ({ value: choice, label: wordOf(choice) }))}
        />
      );
    case "choices":
      return (
        <CheckboxGroup
          {...frame}
          defaultValues={value}
          options={choices.map((choice) => ({ value: choice, label: wordOf(choice) }))}
        />
      );
    case "flag":
      return (
        <SingleCheckbox
          {...frame}
          statement={t("destination.yes")}
          value="on"
          defaultChecked={value[0] === "true" || value[0] === "on"}
        />
      );
    case "long":
    case "lines":
      return <TextArea {...frame} rows={6} defaultValue={value.join("\n")} />;
    case "secret":
      return <TextArea {...frame} rows={3} required={required && !field.stored} defaultValue="" />;
    default:
      return <TextInput {...frame} defaultValue={value[0] ?? ""} />;
  }
}
