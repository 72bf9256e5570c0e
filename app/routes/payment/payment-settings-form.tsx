import { useTranslation } from "react-i18next";
import { anotherServer } from "#app/administration/option-problems.ts";
import type { PaymentSettings } from "#app/administration/payment-settings.server.ts";
import type { BookingPair } from "#app/domain/booking.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { OptionControl } from "../forwarding/option-control.tsx";
import { SeenMark } from "../staff/overtaken.tsx";
import { BookingFields } from "./booking-fields.tsx";

interface PaymentSettingsFormProps {
  readonly ars: string;
  readonly settings: Pick<PaymentSettings, "fields" | "services" | "seen">;
  /** What was typed and refused. */
  readonly answer:
    | {
        readonly problems: readonly {
          readonly field: string;
          readonly detail?: string | undefined;
        }[];
        readonly typed: Readonly<Record<string, readonly string[]>>;
        readonly services: readonly string[];
        readonly booking: readonly BookingPair[];
        readonly seen: string | undefined;
      }
    | undefined;
}

/** Whether a problem is about a pair for the accounts, and no option. */
function isBooking(field: string): boolean {
  return field.startsWith("buchung.");
}

/** Where the payment service is, and what is paid there before filing. */
export function PaymentSettingsForm({ ars, settings, answer }: PaymentSettingsFormProps) {
  const { t } = useTranslation("forwarding");
  const { fields, services } = settings;
  const problems = answer?.problems ?? [];
  const textOf = ({ field, detail }: (typeof problems)[number]): string => {
    if (detail === undefined) return t("destination.missing");
    if (detail === anotherServer) return t("destination.anotherServer");
    return isBooking(field)
      ? t(`payment.booking.problem.${detail}`)
      : t(`expected.${field}`, { defaultValue: detail });
  };
  const errorOf = (field: string): string | undefined => {
    const problem = problems.find((one) => one.field === field);
    return problem && textOf(problem);
  };
  const chosen = answer?.services ?? services.filter(({ due }) => due).map(({ id }) => id);
  return (
    <form className="page-form" method="post" action={`/verwaltung/zahlung?gemeinde=${ars}`}>
      <SeenMark seen={answer ? answer.seen : settings.seen} />
      <h2 className="section-title">{t("destination.settings")}</h2>
      {problems.length > 0 && (
        <ErrorSummary
          heading={t("destination.problems", { count: problems.length })}
          errors={problems.map((problem) => ({
            name: isBooking(problem.field) ? problem.field : `option.${problem.field}`,
            text: isBooking(problem.field)
              ? textOf(problem)
              : `${t(`option.${problem.field}`, { defaultValue: problem.field })}: ${textOf(problem)}`,
          }))}
        />
      )}
      {fields.map((field) => (
        <OptionControl
          key={field.name}
          field={field}
          value={answer?.typed[field.name] ?? field.value}
          error={errorOf(field.name)}
          words="payment."
        />
      ))}
      {services.length > 0 ? (
        <CheckboxGroup
          name="services"
          label={t("payment.services")}
          hint={t("payment.servicesHint")}
          defaultValues={chosen}
          options={services.map(({ id, name }) => ({ value: id, label: name.text }))}
        />
      ) : (
        <p>{t("payment.noServices")}</p>
      )}
      <BookingFields services={services} typed={answer?.booking} errorOf={errorOf} />
      <div className="page-form__actions">
        <ActionButton intent="save" look="primary">
          {t("destination.save")}
        </ActionButton>
      </div>
    </form>
  );
}
