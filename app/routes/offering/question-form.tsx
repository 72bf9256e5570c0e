import { useTranslation } from "react-i18next";
import type { SettingInput } from "#app/domain/inputs/setting-input.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useInputLabel } from "./setting-controls.tsx";

interface QuestionFormProps {
  readonly action: string;
  readonly isNew: boolean;
  readonly inputs: readonly SettingInput[];
  readonly pages: readonly { readonly value: string; readonly label: string }[];
  readonly mayEdit: boolean;
  /** What the form shows as set, as JSON. */
  readonly seen: string;
  readonly answer:
    | {
        /** Members that are wrong. */
        readonly wrong: readonly string[];
        readonly raw: Readonly<Record<string, readonly string[]>>;
      }
    | undefined;
}

/** A question of the municipality's own. */
export function QuestionForm(props: QuestionFormProps) {
  const { action, isNew, inputs, pages, mayEdit, seen, answer } = props;
  const { t } = useTranslation("offering");
  const wrong = answer?.wrong ?? [];
  const nameOf = (member: string) =>
    inputs.find(({ part }) => memberOf(part) === member)?.part ?? member;
  return (
    <form className="page-form" method="post" action={action} id="settings">
      {wrong.length > 0 && (
        <ErrorSummary
          heading={t("settings.problems", { count: wrong.length })}
          errors={wrong.map((member) => ({
            name: nameOf(member),
            text: t(`expected.extra.${member}`, { defaultValue: t("problem.value") }),
          }))}
        />
      )}
      {/* What comes back was typed over what the form had shown then, not over what is stored by now. */}
      <input type="hidden" name="seen" value={answer?.raw["seen"]?.[0] ?? seen} />
      <fieldset className="bare-fieldset stack" disabled={!mayEdit}>
        {inputs.map((input) => {
          const member = memberOf(input.part);
          const isFirst = nameOf(member) === input.part;
          return (
            <QuestionControl
              key={input.part}
              input={input}
              pages={pages}
              typed={answer && (answer.raw[input.part] ?? [])}
              error={
                isFirst && wrong.includes(member)
                  ? t(`expected.extra.${member}`, { defaultValue: t("problem.value") })
                  : undefined
              }
            />
          );
        })}
        {mayEdit && (
          <div className="page-form__actions">
            <ActionButton intent="save" look="primary">
              {t("settings.save")}
            </ActionButton>
            <ActionButton intent="preview">{t("settings.preview")}</ActionButton>
            {!isNew && (
              <ActionButton intent="remove" look="tertiary">
                {t("questions.remove")}
              </ActionButton>
            )}
          </div>
        )}
      </fieldset>
    </form>
  );
}

function memberOf(part: string): string {
  return part.split(".", 1)[0] ?? part;
}

interface QuestionControlProps extends Pick<QuestionFormProps, "pages"> {
  readonly input: SettingInput;
  readonly typed: readonly string[] | undefined;
  readonly error: string | undefined;
}

function QuestionControl({ input, pages, typed, error }: QuestionControlProps) {
  const { t } = useTranslation("offering");
  const label = useInputLabel(input);
  const value = typed ?? input.value;
  const hint = t(`hint.${memberOf(input.part)}`, { defaultValue: "" }) || undefined;
  const frame = { name: input.part, label, error, hint };
  switch (input.type) {
    case "flag":
      return (
        <SingleCheckbox
          {...frame}
          value="on"
          statement={t("flag.required")}
          defaultChecked={value[0] === "on"}
        />
      );
    case "choice":
      return (
        <Select
          {...frame}
          defaultValue={value[0]}
          options={
            input.part === "page"
              ? pages
              : (input.choices ?? []).map((one) => ({
                  value: one.value,
                  label: t(`kind.${one.value}`),
                }))
          }
        />
      );
    case "line":
      return <TextInput {...frame} defaultValue={value[0] ?? ""} />;
    default:
      return <TextArea {...frame} rows={3} defaultValue={value[0] ?? ""} />;
  }
}
