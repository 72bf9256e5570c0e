import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import type { OptionField } from "#app/administration/option-fields.ts";
import type { OptionProblem } from "#app/administration/option-problems.ts";
import { laneWidths } from "#app/domain/forwarding.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { OptionControl } from "./option-control.tsx";
import { SettingsHead } from "./settings-head.tsx";
import { useOptionProblems } from "./use-option-problems.ts";

interface DestinationFormProps {
  readonly ars: string;
  readonly adapter: string;
  readonly destination: ShownDestination | undefined;
  readonly fields: readonly OptionField[];
  /** What was typed and refused. */
  readonly answer:
    | {
        /** Somebody else has saved it meanwhile. */
        readonly overtaken: boolean;
        readonly problems: readonly OptionProblem[];
        readonly typed: Readonly<Record<string, readonly string[]>>;
        readonly own: {
          readonly name: string;
          readonly lanes: string | undefined;
          readonly active: string | undefined;
          readonly seen: string | undefined;
        };
      }
    | undefined;
}

/** Name, options and pace of a destination. */
export function DestinationForm({
  ars,
  adapter,
  destination,
  fields,
  answer,
}: DestinationFormProps) {
  const { t } = useTranslation("forwarding");
  const wrong = useOptionProblems(fields, answer?.problems ?? []);
  // What was refused still rests upon what was shown at first.
  const seen =
    answer && !answer.overtaken
      ? answer.own.seen
      : destination && new Date(destination.updatedAt).toISOString();
  const query = `gemeinde=${ars}${destination ? "" : `&art=${adapter}`}`;
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/ziele/${destination?.id ?? "neu"}?${query}`}
    >
      <SettingsHead
        {...wrong}
        title={t("destination.settings")}
        label={t("destination.name")}
        hint={t("destination.nameHint")}
        name={answer?.own.name ?? destination?.name ?? ""}
        seen={seen}
      />
      {fields.map((field) => (
        <OptionControl
          key={field.name}
          field={field}
          value={answer?.typed[field.name] ?? field.value}
          error={wrong.errorOf(field.name)}
        />
      ))}
      <Select
        name="lanes"
        label={t("destination.lanes")}
        hint={t("destination.lanesHint")}
        defaultValue={answer?.own.lanes ?? String(destination?.lanes ?? 4)}
        options={laneWidths.map((width) => ({ value: String(width), label: String(width) }))}
      />
      <SingleCheckbox
        name="active"
        label={t("destination.active")}
        statement={t("destination.activeStatement")}
        value="on"
        defaultChecked={answer ? answer.own.active === "on" : (destination?.active ?? true)}
      />
      <div className="page-form__actions">
        <ActionButton intent="save" look="primary">
          {t("destination.save")}
        </ActionButton>
        {destination && (
          <ActionButton intent="remove" look="tertiary">
            {t("destination.remove")}
          </ActionButton>
        )}
      </div>
    </form>
  );
}
