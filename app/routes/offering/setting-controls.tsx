import { useTranslation } from "react-i18next";
import type { SettingInput } from "#app/domain/inputs/setting-input.ts";
import { controlName } from "#app/domain/inputs/setting-input.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useShownText } from "./use-shown-text.ts";

interface SettingControlProps {
  readonly place: string;
  readonly input: SettingInput;
  /** What was typed, in place of what is set. */
  readonly typed: readonly string[] | undefined;
  readonly error: string | undefined;
}

/** One control of a setting. */
export function SettingControl({ place, input, typed, error }: SettingControlProps) {
  const { t } = useTranslation("offering");
  const label = useInputLabel(input);
  const name = controlName(place, input.part);
  const value = typed ?? input.value;
  const frame = { name, label, error };
  switch (input.type) {
    case "line":
      return <TextInput {...frame} defaultValue={value[0] ?? ""} />;
    case "area":
      return <TextArea {...frame} rows={3} defaultValue={value[0] ?? ""} />;
    case "flag":
      return (
        <SingleCheckbox
          {...frame}
          value="on"
          statement={t(`flag.${input.part}`)}
          defaultChecked={value[0] === "on"}
        />
      );
    case "choice":
    case "choices":
      return <ChoiceControl {...frame} input={input} value={value} />;
  }
}

function ChoiceControl({
  input,
  value,
  ...frame
}: {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly input: SettingInput;
  readonly value: readonly string[];
}) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const options = (input.choices ?? []).map((choice) => ({
    value: choice.value,
    label: choice.label
      ? show(choice.label)
      : isLanguage(choice.value)
        ? languageNames[choice.value]
        : input.words === undefined
          ? t(`part.${choice.value}`)
          : t(`choice.${input.words}.${choice.value === "" ? "none" : choice.value}`),
  }));
  return input.type === "choice" ? (
    <Select {...frame} options={options} defaultValue={value[0]} />
  ) : (
    <CheckboxGroup {...frame} options={options} defaultValues={value} />
  );
}

/** E.g. "Telefon", "Öffnungszeiten (English)", or the label of a code. */
export function useInputLabel({ part, language, label }: SettingInput): string {
  const { t } = useTranslation("offering");
  const show = useShownText();
  if (label) return show(label);
  if (language === undefined) return t(`part.${part}`);
  const name = isLanguage(language) ? languageNames[language] : language;
  const member = part.includes(".") ? part.slice(0, part.indexOf(".")) : undefined;
  return member === undefined ? name : `${t(`part.${member}`)} (${name})`;
}
