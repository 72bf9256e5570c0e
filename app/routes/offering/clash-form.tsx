import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { ClashTold } from "./clash-told.tsx";

/** One place at which two people set something else. */
export interface ClashSides {
  /** Name of the choice. */
  readonly take: string;
  readonly title: string;
  readonly mine: ReactNode;
  readonly theirs: ReactNode;
}

interface ClashFormProps {
  readonly action: string;
  /** Whether it answers what was just sent, and so takes the focus. */
  readonly live: boolean;
  readonly heading: string;
  readonly hint: string;
  /** What the button does. */
  readonly intent: string;
  readonly clashes: readonly ClashSides[];
  /** What is wrong with a choice, by its name. */
  readonly errors?: ReadonlyMap<string, string> | undefined;
  /** Names of the two sides. */
  readonly sides: { readonly mine: string; readonly theirs: string };
  /** Undefined: nothing is chosen beforehand. */
  readonly taken?: "theirs" | undefined;
  /** What the form brings back beside the choices, by name. */
  readonly hidden: Readonly<Record<string, string>>;
}

/** Where two people set something else: both sides, place by place, and which of them shall count. */
export function ClashForm(props: ClashFormProps) {
  const { action, live, heading, hint, intent, clashes, errors, sides, taken, hidden } = props;
  const { t } = useTranslation("offering");
  const wrong = clashes.flatMap(({ take, title }) => {
    const error = errors?.get(take);
    return error === undefined ? [] : [{ name: take, text: `${title}: ${error}` }];
  });
  return (
    <form className="page-form page-form--wide" method="post" action={action}>
      {wrong.length > 0 && (
        <ErrorSummary heading={t("settings.problems", { count: wrong.length })} errors={wrong} />
      )}
      <ClashTold heading={heading} hint={hint} live={live && wrong.length === 0} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {clashes.map(({ take, title, mine, theirs }) => (
        <section key={take} className="card stack">
          <h2 className="card__title">{title}</h2>
          <div className="two-sides">
            <div>
              <h3>{sides.theirs}</h3>
              {theirs}
            </div>
            <div>
              <h3>{sides.mine}</h3>
              {mine}
            </div>
          </div>
          <RadioGroup
            name={take}
            label={t("merge.choose", { place: title })}
            error={errors?.get(take)}
            defaultValue={taken}
            options={[
              { value: "theirs", label: sides.theirs },
              { value: "mine", label: sides.mine },
            ]}
          />
        </section>
      ))}
      <div className="page-form__actions">
        <ActionButton intent={intent} look="primary">
          {t("clash.save")}
        </ActionButton>
      </div>
    </form>
  );
}
