import { useTranslation } from "react-i18next";
import { resetName } from "#app/domain/inputs/setting-input.ts";
import type { SettingInput } from "#app/domain/inputs/setting-input.ts";
import type { Setting } from "#app/administration/adjust/settings-form.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { SettingControl, useInputLabel } from "./setting-controls.tsx";

interface SettingFieldsProps {
  readonly setting: Setting;
  readonly title: string;
  readonly typedOf: (place: string, part: string) => readonly string[] | undefined;
  readonly error: string | undefined;
}

/** One setting: its controls in every language of the service, what the service says, and the way back to that. */
export function SettingFields({ setting, title, typedOf, error }: SettingFieldsProps) {
  const { t } = useTranslation("offering");
  const { place, inputs, own, legal, stale } = setting;
  const [first, ...others] = inputs;
  const control = (input: SettingInput, wrong?: string) => (
    <SettingControl
      key={input.part}
      place={place}
      input={input}
      typed={typedOf(place, input.part)}
      error={wrong}
    />
  );
  const translations = others.filter(isTranslation);
  return (
    <fieldset className="setting">
      <legend className="setting__title">
        {title}
        {own && <Badge kind="info">{t("settings.own")}</Badge>}
        {legal && <Badge kind="warning">{t("settings.legal")}</Badge>}
      </legend>
      {first && control(first, error)}
      {others.filter((input) => !isTranslation(input)).map((input) => control(input))}
      {translations.length > 0 && (
        <details open={stale.length > 0}>
          <summary>{t("settings.translations", { count: translations.length })}</summary>
          {stale.length > 0 && (
            <p className="setting__stale">
              {t("settings.stale", {
                languages: stale
                  .map((one) => (isLanguage(one) ? languageNames[one] : one))
                  .join(", "),
              })}
            </p>
          )}
          {translations.map((input) => control(input))}
        </details>
      )}
      {own && <Given setting={setting} />}
    </fieldset>
  );
}

function isTranslation({ language }: SettingInput): boolean {
  return language !== undefined && language !== "de";
}

/** What the service says, and the box that brings it back. */
function Given({ setting: { place, given } }: Pick<SettingFieldsProps, "setting">) {
  const { t } = useTranslation("offering");
  const name = resetName(place);
  return (
    <div className="setting__given">
      <p className="list-note">{t("settings.given")}</p>
      <dl>
        {given.map((input) => (
          <GivenRow key={input.part} input={input} />
        ))}
      </dl>
      <div className="kern-form-check">
        <input
          className="kern-form-check__checkbox"
          type="checkbox"
          id={idOf(name)}
          name={name}
          value="on"
        />
        <label className="kern-label" htmlFor={idOf(name)}>
          {t("settings.reset")}
        </label>
      </div>
    </div>
  );
}

function GivenRow({ input }: { readonly input: SettingInput }) {
  const { t } = useTranslation("offering");
  const label = useInputLabel(input);
  const text = input.value.filter((line) => line !== "").join(", ");
  return (
    <div>
      <dt>{label}</dt>
      <dd className="kept-lines" lang={input.language}>
        {text === "" ? t("settings.nothing") : text === "on" ? t("settings.yes") : text}
      </dd>
    </div>
  );
}
