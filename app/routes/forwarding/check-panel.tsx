import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Button } from "#app/ui/button.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { CheckResults } from "./check-results.tsx";

interface CheckPanelProps {
  readonly ars: string;
  readonly destination: ShownDestination;
  readonly services: readonly { readonly id: string; readonly name: string }[];
}

/** What is known of a destination, and two ways to know more: a check without and a delivery with invented data. */
export function CheckPanel({ ars, destination, services }: CheckPanelProps) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  const { checked, checkedAt, openUntil, failures } = destination;
  const action = `/verwaltung/ziele/${destination.id}?gemeinde=${ars}`;
  return (
    <section className="check-panel">
      <h2 className="section-title">{t("check.title")}</h2>
      {openUntil && new Date(openUntil) > new Date() && (
        <p>
          {t("check.paused", { count: failures, until: formatShortDateTime(openUntil, language) })}
        </p>
      )}
      <CheckResults checked={checked} checkedAt={checkedAt} />
      <form method="post" action={action}>
        <ActionButton intent="check">{t("check.now")}</ActionButton>
      </form>
      {services.length > 0 && (
        <form className="filter" method="post" action={action}>
          <h3 className="section-title">{t("test.title")}</h3>
          <p>{t("test.lead")}</p>
          <div className="filter__fields">
            <Select
              name="service"
              label={t("test.service")}
              options={services.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
          <div className="actions">
            <Button look="secondary" name="intent" value="test">
              {t("test.send")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
