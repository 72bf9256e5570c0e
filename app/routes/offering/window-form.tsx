import { useTranslation } from "react-i18next";
import {
  textFields,
  timeFields,
  type TextField,
  type TypedWindow,
} from "#app/domain/typed-window.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { TimeControl } from "./time-control.tsx";
import { SeenMark } from "../staff/overtaken.tsx";
import { windowLabels } from "./window-labels.ts";
import type { InputProblem } from "./window-input.ts";
import type { OfferingPlace } from "./window-state.tsx";

interface WindowFormProps {
  readonly place: OfferingPlace;
  /** Of the service. */
  readonly languages: readonly string[];
  /** Which state of things it shows. */
  readonly seen: string | undefined;
  readonly typed: TypedWindow;
  readonly problems: readonly InputProblem[];
}

/** From when to when it is offered, what is said meanwhile, how many may apply, and whether it is only tried out. */
export function WindowForm({ place, languages, seen, typed, problems }: WindowFormProps) {
  const { t } = useTranslation(["window", "forms"]);
  const errorOf = (name: string): string | undefined => {
    const problem = problems.find((one) => one.name === name);
    return problem && t(`problem.${problem.code}`);
  };
  const labels = windowLabels(languages, t);
  const labelOf = (name: string): string => labels[name] ?? t(`field.${name}`);
  const optional = t("forms:optional");
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/leistungen/${place.service}/angebot?gemeinde=${place.ars}`}
      noValidate
    >
      {problems.length > 0 && (
        <ErrorSummary
          heading={t("problems", { count: problems.length })}
          errors={problems.map(({ name, code }) => ({
            name,
            text: `${labelOf(name)}: ${t(`problem.${code}`)}`,
          }))}
        />
      )}
      <SeenMark seen={seen} />
      <h2 className="section-title">{t("times")}</h2>
      {timeFields.map((name) => (
        <TimeControl key={name} name={name} typed={typed} error={errorOf(name)} />
      ))}
      <h2 className="section-title">{t("texts")}</h2>
      {textFields.flatMap((name) =>
        languages.map((language) => (
          <TextArea
            key={`${name}.${language}`}
            name={`${name}.${language}`}
            label={labelOf(`${name}.${language}`)}
            hint={language === "de" ? hintOf(name) : undefined}
            optionalMark={optional}
            defaultValue={typed[`${name}.${language}`]}
            error={errorOf(`${name}.${language}`)}
            rows={3}
          />
        )),
      )}
      <h2 className="section-title">{t("limits")}</h2>
      <TextInput
        name="submissionLimit"
        label={t("field.submissionLimit")}
        hint={t("hint.submissionLimit")}
        optionalMark={optional}
        inputMode="numeric"
        width={10}
        defaultValue={typed["submissionLimit"]}
        error={errorOf("submissionLimit")}
      />
      <SingleCheckbox
        name="testMode"
        value="ja"
        label={t("field.testMode")}
        hint={t("hint.testMode")}
        statement={t("testModeYes")}
        defaultChecked={typed["testMode"] === "ja"}
      />
      <div className="page-form__actions">
        <ActionButton intent="save" look="primary">
          {t("save")}
        </ActionButton>
      </div>
    </form>
  );

  function hintOf(name: TextField): string {
    return t(`hint.${name}`);
  }
}
