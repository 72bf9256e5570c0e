import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface PlanFormProps {
  readonly action: string;
  readonly version: string;
  readonly answer:
    | {
        readonly problem: "badDate" | "busy" | "alreadyCurrent";
        readonly when: string;
        readonly date: string;
      }
    | undefined;
}

/** Orders a switch, at once or at a day. */
export function PlanForm({ action, version, answer }: PlanFormProps) {
  const { t } = useTranslation("operator");
  const error = answer && t(`plan.${answer.problem}`);
  const wrong = answer?.problem === "badDate" ? "datum" : "wann";
  return (
    <form className="page-form" method="post" action={action}>
      {error !== undefined && (
        <ErrorSummary heading={t("plan.errors")} errors={[{ name: wrong, text: error }]} />
      )}
      <input type="hidden" name="fassung" value={version} />
      <RadioGroup
        name="wann"
        label={t("plan.when")}
        defaultValue={answer?.when ?? "now"}
        error={wrong === "wann" ? error : undefined}
        options={[
          { value: "now", label: t("plan.now") },
          { value: "later", label: t("plan.later") },
        ]}
      />
      <TextInput
        name="datum"
        label={t("plan.date")}
        hint={t("plan.dateHint")}
        optionalMark={t("rolloutForm.optional")}
        width={12}
        dir="ltr"
        defaultValue={answer?.date}
        error={wrong === "datum" ? error : undefined}
      />
      <div className="actions">
        <Button>{t("plan.submit")}</Button>
      </div>
    </form>
  );
}
