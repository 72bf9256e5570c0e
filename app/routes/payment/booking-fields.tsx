import { useTranslation } from "react-i18next";
import type { PaymentSettings } from "#app/administration/payment-settings.server.ts";
import type { BookingPair } from "#app/domain/booking.ts";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { pairsOf } from "./booking-pairs.ts";

interface BookingFieldsProps {
  readonly services: PaymentSettings["services"];
  /** What was typed and is not saved. */
  readonly typed: readonly BookingPair[] | undefined;
  readonly errorOf: (control: string) => string | undefined;
}

/** What the accounts want with the positions of each service that is paid before filing. */
export function BookingFields({ services, typed, errorOf }: BookingFieldsProps) {
  const { t } = useTranslation("forwarding");
  const due = services.filter((one) => one.due);
  if (due.length === 0) return null;
  return (
    <>
      <h3 className="section-title">{t("payment.booking.title")}</h3>
      <p>{t("payment.booking.lead")}</p>
      {due.map(({ id, name, booking }) => (
        <fieldset className="kern-fieldset" key={id}>
          <legend className="kern-label" lang={name.language}>
            {name.text}
          </legend>
          {(typed?.filter(({ service }) => service === id) ?? pairsOf(id, booking)).map(
            ({ control, key, value }, index) => (
              <div className="filter__fields" key={control}>
                <TextInput
                  name={`${control}.key`}
                  label={t("payment.booking.key", { number: index + 1 })}
                  defaultValue={key}
                  error={errorOf(`${control}.key`)}
                />
                <TextInput
                  name={`${control}.value`}
                  label={t("payment.booking.value", { number: index + 1 })}
                  defaultValue={value}
                  error={errorOf(`${control}.value`)}
                />
              </div>
            ),
          )}
        </fieldset>
      ))}
    </>
  );
}
