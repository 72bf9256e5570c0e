import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface StreetQuestionProps {
  readonly action: string;
  /** Further values that are sent along. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** What was typed, and is no street that anybody knows here. */
  readonly unknown?: string | undefined;
}

/**
 * Several municipalities share a postal code, and the street tells which one it is. Posted: where somebody lives does not
 * belong into an address that logs keep.
 */
export function StreetQuestion({ action, hidden = {}, unknown }: StreetQuestionProps) {
  const { t, plain } = useTexts("finder");
  const error = unknown === undefined ? undefined : plain("finder.streetUnknown");
  return (
    <form className="page-form" method="post" action={action}>
      {error !== undefined && (
        <ErrorSummary
          heading={t("finder.streetProblem")}
          errors={[{ name: "strasse", text: error, shown: t("finder.streetUnknown") }]}
        />
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextInput
        name="strasse"
        label={t("finder.street")}
        hint={t("finder.streetHint")}
        defaultValue={unknown}
        autoComplete="street-address"
        error={error === undefined ? undefined : t("finder.streetUnknown")}
      />
      <div className="page-form__actions">
        <Button>{t("finder.streetButton")}</Button>
      </div>
    </form>
  );
}
