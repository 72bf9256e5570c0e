import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import type { OptionErrors } from "./use-option-problems.ts";

interface SettingsHeadProps extends OptionErrors {
  readonly title: string;
  /** When what the form shows was saved (ISO instant); undefined: it shows a new one. */
  readonly seen: string | undefined;
  readonly label: string;
  readonly hint: string;
  readonly name: string;
}

/** What a form of options begins with, whatever they are of: what it shows, what is wrong with it, and a name. */
export function SettingsHead(props: SettingsHeadProps) {
  const { title, seen, errors, errorOf, label, hint, name } = props;
  const { t } = useTranslation("forwarding");
  return (
    <>
      <h2 className="section-title">{title}</h2>
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
      {errors.length > 0 && (
        <ErrorSummary
          heading={t("destination.problems", { count: errors.length })}
          errors={errors}
        />
      )}
      <TextInput
        name="name"
        label={label}
        hint={hint}
        defaultValue={name}
        error={errorOf("name")}
        required
      />
    </>
  );
}
