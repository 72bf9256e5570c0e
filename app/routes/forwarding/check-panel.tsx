import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import { formatDay, formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { Select } from "#app/ui/controls/select.tsx";

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
      {checked && checkedAt ? (
        <>
          <p>{t("check.at", { at: formatShortDateTime(checkedAt, language) })}</p>
          <ul className="checks">
            {checked.map(({ what, ok, detail, until }) => (
              <li key={`${what} ${detail}`}>
                <Badge kind={ok ? "success" : "danger"}>
                  {ok ? t("check.ok") : t("check.failed")}
                </Badge>{" "}
                <strong>{t(`check.what.${what}`, { defaultValue: what })}</strong>
                {until !== undefined &&
                  ` (${t("check.until", { day: formatDay(until.slice(0, 10), language) })})`}
                <div className="checks__detail" lang="en">
                  {detail}
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t("check.never")}</p>
      )}
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
