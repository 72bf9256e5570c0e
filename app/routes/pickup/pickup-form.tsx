import { useTranslation } from "react-i18next";
import type { OptionField } from "#app/administration/option-fields.ts";
import type { OptionProblem } from "#app/administration/option-problems.ts";
import type { ShownPickup } from "#app/administration/pickups.server.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { OptionControl } from "../forwarding/option-control.tsx";
import { SettingsHead } from "../forwarding/settings-head.tsx";
import { useOptionProblems } from "../forwarding/use-option-problems.ts";

interface PickupFormProps {
  readonly action: string;
  readonly pickup: ShownPickup | undefined;
  readonly fields: readonly OptionField[];
  /** What is wrong with what is stored. */
  readonly problems: readonly OptionProblem[];
  /** What was typed and is not saved. */
  readonly answer:
    | {
        readonly overtaken: boolean;
        readonly problems: readonly OptionProblem[];
        readonly typed: Readonly<Record<string, readonly string[]>>;
        readonly own: { readonly name: string; readonly seen?: string | undefined };
      }
    | undefined;
}

/** Name of a pick-up, and how its destination is reached. */
export function PickupForm({ action, pickup, fields, problems, answer }: PickupFormProps) {
  const { t } = useTranslation("pickup");
  const wrong = useOptionProblems(fields, answer?.problems ?? problems, "pickup");
  // What was refused still rests upon what was shown at first.
  const seen =
    answer && !answer.overtaken
      ? answer.own.seen
      : pickup && new Date(pickup.updatedAt).toISOString();
  return (
    <form className="page-form" method="post" action={action}>
      <SettingsHead
        {...wrong}
        title={t("settings.title")}
        label={t("settings.name")}
        hint={t("settings.nameHint")}
        name={answer?.own.name ?? pickup?.name ?? ""}
        seen={seen}
      />
      {fields.map((field) => (
        <OptionControl
          key={field.name}
          field={field}
          value={answer?.typed[field.name] ?? field.value}
          error={wrong.errorOf(field.name)}
          words="pickup:"
        />
      ))}
      <div className="page-form__actions">
        <ActionButton intent="save" look="primary">
          {pickup ? t("settings.save") : t("settings.create")}
        </ActionButton>
      </div>
    </form>
  );
}
