import { useTranslation } from "react-i18next";
import { populationClasses, rolloutKinds } from "#app/domain/rollout.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import type { FormProblem, TypedRollout } from "./rollout-input.server.ts";

/** Whom a selection reaches. */
interface Count {
  readonly towns: number;
  readonly offering: number;
  readonly notReady: number;
  /** What becomes of those that are not ready. */
  readonly then: "proposal" | "on" | "waits";
}

interface RolloutFormProps {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  /** Lands, by two digits. */
  readonly states: readonly string[];
  readonly typed: TypedRollout;
  readonly problems: readonly FormProblem[];
  /** What the selection reaches, once it was counted. */
  readonly counted: (Count & { readonly counted: string }) | undefined;
}

/** Whom a service is offered to, how and why. It counts first, and creates what was counted. */
export function RolloutForm({ services, states, typed, problems, counted }: RolloutFormProps) {
  const { t } = useTranslation("operator");
  const textOf = ({ text, keys }: FormProblem) => t(`rolloutProblem.${text}`, { keys });
  const errorOf = (name: keyof TypedRollout) => {
    const problem = problems.find((one) => one.name === name);
    return problem && textOf(problem);
  };
  const text = (name: "datum" | "kreise" | "muster") => ({
    name,
    defaultValue: typed[name],
    error: errorOf(name),
    optionalMark: t("rolloutForm.optional"),
    dir: "ltr" as const,
  });
  return (
    <form className="page-form" method="post" action="/verwaltung/betrieb/einfuehrungen/neu">
      {problems.length > 0 && (
        <ErrorSummary
          heading={t("rolloutForm.errors")}
          errors={problems.map((problem) => ({ name: problem.name, text: textOf(problem) }))}
        />
      )}
      {counted && <Counted {...counted} />}
      <Select
        name="leistung"
        label={t("rolloutForm.service")}
        defaultValue={typed.leistung}
        emptyLabel="–"
        error={errorOf("leistung")}
        options={services.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
      />
      <RadioGroup
        name="art"
        label={t("rolloutForm.kind")}
        defaultValue={typed.art}
        error={errorOf("art")}
        options={rolloutKinds.map((value) => ({
          value,
          label: t(`kind.${value}`),
          hint: t(`kindHint.${value}`),
        }))}
      />
      <TextArea
        name="grund"
        label={t("rolloutForm.reason")}
        hint={t("rolloutForm.reasonHint")}
        rows={3}
        defaultValue={typed.grund}
        error={errorOf("grund")}
      />
      <TextInput
        {...text("datum")}
        label={t("rolloutForm.date")}
        hint={t("rolloutForm.dateHint")}
        width={12}
      />
      <CheckboxGroup
        name="unbereit"
        label={t("rolloutForm.unready")}
        hint={t("rolloutForm.unreadyHint")}
        defaultValues={[typed.unbereit]}
        options={[{ value: "ja", label: t("rolloutForm.unreadyToo") }]}
      />
      <h2 className="section-title">{t("rolloutForm.who")}</h2>
      <CheckboxGroup
        name="laender"
        label={t("rolloutForm.states")}
        hint={t("rolloutForm.statesHint")}
        defaultValues={typed.laender}
        error={errorOf("laender")}
        options={states.map((value) => ({
          value,
          label: t(`state.${value}`, { defaultValue: value }),
        }))}
      />
      <TextInput
        {...text("kreise")}
        label={t("rolloutForm.districts")}
        hint={t("rolloutForm.districtsHint")}
      />
      <Select
        name="einwohner"
        label={t("rolloutForm.population")}
        emptyLabel={t("rolloutForm.anySize")}
        defaultValue={typed.einwohner}
        options={Object.keys(populationClasses).map((value) => ({
          value,
          label: t(`population.${value}`),
        }))}
      />
      <TextArea
        name="gemeinden"
        label={t("rolloutForm.keys")}
        hint={t("rolloutForm.keysHint")}
        optionalMark={t("rolloutForm.optional")}
        rows={4}
        defaultValue={typed.gemeinden}
        error={errorOf("gemeinden")}
      />
      <TextInput
        {...text("muster")}
        label={t("rolloutForm.settings")}
        hint={t("rolloutForm.settingsHint")}
      />
      <div className="actions">
        {counted && (
          <>
            <input type="hidden" name="gezaehlt" value={counted.counted} />
            <Button name="intent" value="create">
              {t("rolloutForm.create", { count: counted.towns })}
            </Button>
          </>
        )}
        <Button look={counted ? "secondary" : "primary"} name="intent" value="preview">
          {t("rolloutForm.preview")}
        </Button>
      </div>
    </form>
  );
}

function Counted({ towns, offering, notReady, then }: Count) {
  const { t } = useTranslation("operator");
  return (
    <Alert kind="info" titleAs="p" live title={t("rolloutForm.counted", { count: towns })}>
      {offering > 0 && <p>{t("rolloutForm.offering", { count: offering })}</p>}
      {notReady > 0 && (
        <p>
          {t("rolloutForm.notReady", { count: notReady })}{" "}
          {then === "proposal" && t("rolloutForm.notReadyProposal")}
          {then === "on" && t("rolloutForm.notReadyAnyway")}
          {then === "waits" && t("rolloutForm.notReadyWaits")}
        </p>
      )}
    </Alert>
  );
}
