import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  ruleEffects,
  type RuleProblem,
  type TypedRule,
} from "#app/operations/authoring/rule-form.ts";
import { comparisons, type TypedRow } from "#app/operations/authoring/rule-rows.ts";
import type { SentenceState } from "#app/operations/authoring/rule-sentences.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

export interface ShownField {
  readonly path: string;
  readonly label: string;
  readonly kind: string;
  /** The first of its codes, each with its name. */
  readonly codes: readonly string[];
  readonly more: number;
}

interface RuleFormProps {
  readonly action: string;
  readonly fields: readonly ShownField[];
  readonly typed: TypedRule;
  /** What was decided when the form was shown, as JSON. */
  readonly seen: string;
  readonly wrong: readonly RuleProblem[];
  readonly state: SentenceState;
}

/** A formal rule: what it does to what, under which rows of conditions, or as JSON. Native controls alone. */
export function RuleForm({ action, fields, typed, seen, wrong, state }: RuleFormProps) {
  const { t } = useTranslation("authoring");
  const textOf = ({ text, detail }: RuleProblem) =>
    t(`ruleProblem.${text}`) + (detail === undefined || detail === "" ? "" : ` (${detail})`);
  const errorAt = (control: string): string | undefined => {
    const found = wrong.find((problem) => problem.control === control);
    return found && textOf(found);
  };
  const options = fields.map(({ path, label }) => ({
    value: path,
    label: `${label} (${path.split("/").at(-1) ?? path})`,
  }));
  return (
    <form className="page-form" method="post" action={action}>
      {wrong.length > 0 && (
        <ErrorSummary
          heading={t("rule.problems", { count: wrong.length })}
          errors={wrong.map((problem) => ({ name: problem.control, text: textOf(problem) }))}
        />
      )}
      {/* What Enter presses: the first button of a form, else that of a row. */}
      <button
        className="visually-hidden"
        name="intent"
        value="try"
        tabIndex={-1}
        aria-hidden="true"
      />
      <input type="hidden" name="gesehen" value={seen} />
      <input type="hidden" name="zeilen" value={typed.rows.length} />
      <RadioGroup
        name="art"
        label={t("rule.how")}
        defaultValue={typed.how}
        options={(["rows", "json"] as const).map((how) => ({
          value: how,
          label: t(`rule.hows.${how}`),
        }))}
      />
      <Select
        name="wirkung"
        label={t("rule.effect")}
        options={ruleEffects.map((effect) => ({
          value: effect,
          label: t(`rule.effects.${effect}`),
        }))}
        defaultValue={typed.effect}
        error={errorAt("wirkung")}
      />
      <Select
        name="ziel"
        label={t("rule.target")}
        hint={t("rule.targetHint")}
        emptyLabel={t("rule.choose")}
        options={options}
        defaultValue={typed.target}
        error={errorAt("ziel")}
      />
      <TextInput
        name="werte"
        label={t("rule.codes")}
        hint={t("rule.codesHint")}
        defaultValue={typed.codes}
        error={errorAt("werte")}
      />
      <fieldset className="setting">
        <legend className="setting__title">{t("rule.condition")}</legend>
        {typed.rows.length > 1 && (
          <RadioGroup
            name="verknuepfung"
            label={t("rule.join")}
            defaultValue={typed.join === "or" ? "or" : "and"}
            options={(["and", "or"] as const).map((join) => ({
              value: join,
              label: t(`rule.joins.${join}`),
            }))}
          />
        )}
        {typed.rows.map((row, index) => (
          <Row
            key={index}
            index={index}
            row={row}
            fields={fields}
            options={options}
            errorAt={errorAt}
            isOnly={typed.rows.length === 1}
          />
        ))}
        <ActionButton intent="addRow">{t("rule.addRow")}</ActionButton>
      </fieldset>
      <TextInput
        name="meldung"
        label={t("rule.message")}
        hint={t("rule.messageHint")}
        defaultValue={typed.message}
      />
      <details open={typed.how === "json" || errorAt("json") !== undefined}>
        <summary>{t("rule.jsonSummary")}</summary>
        <TextArea
          name="json"
          label={t("rule.json")}
          hint={t("rule.jsonHint")}
          rows={10}
          defaultValue={typed.json}
          error={errorAt("json")}
        />
      </details>
      <div className="page-form__actions">
        <ActionButton intent="try" look="primary">
          {t("rule.try")}
        </ActionButton>
        <ActionButton intent="save">{t("rule.save")}</ActionButton>
        {state !== "settled" && <ActionButton intent="settle">{t("rule.settle")}</ActionButton>}
        {(state === "settled" || state === "written") && (
          <ActionButton intent="reopen">{t("rule.reopen")}</ActionButton>
        )}
      </div>
    </form>
  );
}

interface RowProps {
  readonly index: number;
  readonly row: TypedRow;
  readonly fields: readonly ShownField[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly errorAt: (control: string) => string | undefined;
  readonly isOnly: boolean;
}

/** One condition; with scripts its hint follows the question that is chosen. */
function Row({ index, row, fields, options, errorAt, isOnly }: RowProps) {
  const { t } = useTranslation("authoring");
  const [path, setPath] = useState(row.field);
  const number = String(index);
  const field = fields.find((one) => one.path === path);
  return (
    <fieldset className="setting">
      <legend className="setting__title">{t("rule.row", { number: index + 1 })}</legend>
      <Select
        name={`feld-${number}`}
        label={t("rule.field")}
        emptyLabel={t("rule.choose")}
        options={options}
        defaultValue={row.field}
        error={errorAt(`feld-${number}`)}
        binding={{
          onChange: (event) => {
            setPath(event.currentTarget.value);
          },
          onBlur: () => undefined,
        }}
      />
      <Select
        name={`vergleich-${number}`}
        label={t("rule.comparison")}
        options={comparisons.map((one) => ({ value: one, label: t(`rule.comparisons.${one}`) }))}
        defaultValue={row.comparison}
        error={errorAt(`vergleich-${number}`)}
      />
      <TextInput
        name={`wert-${number}`}
        label={t("rule.value")}
        hint={<ValueHint field={field} />}
        defaultValue={row.value}
        error={errorAt(`wert-${number}`)}
      />
      {!isOnly && (
        <ActionButton intent={`removeRow-${number}`}>
          {t("rule.removeRow", { number: index + 1 })}
        </ActionButton>
      )}
    </fieldset>
  );
}

/** What can be written as a value. */
function ValueHint({ field }: { readonly field: ShownField | undefined }) {
  const { t } = useTranslation("authoring");
  if (!field) return <>{t("rule.valueHint")}</>;
  if (field.codes.length > 0)
    return (
      <>
        {field.codes.join("; ")}
        {field.more > 0 && ` … ${t("rule.moreCodes", { count: field.more })}`}
      </>
    );
  return <>{t(`rule.valueOf.${hintOf(field.kind)}`)}</>;
}

function hintOf(kind: string): string {
  if (kind === "yesNo" || kind === "declaration") return "yesNo";
  if (kind === "number" || kind === "integer" || kind === "money") return "number";
  return kind === "date" || kind === "group" ? kind : "text";
}
