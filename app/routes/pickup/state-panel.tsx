import { useTranslation } from "react-i18next";
import type { PickupPage, ShownPickup } from "#app/administration/pickups.server.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { CheckResults } from "../forwarding/check-results.tsx";
import { healthBadges, healthOf } from "./health.ts";

interface StatePanelProps {
  readonly action: string;
  readonly pickup: ShownPickup;
  readonly rejections: PickupPage["rejections"];
}

/** How a pick-up stands and how much came, with what can be done about it. */
export function StatePanel({ action, pickup, rejections }: StatePanelProps) {
  const { t, i18n } = useTranslation("pickup");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  const { active, polledAt, lastError, total, rejected, open, checked, checkedAt } = pickup;
  const health = healthOf(pickup);
  const row = (key: string, label: string, ...values: React.ReactNode[]) => ({
    key,
    label,
    values,
  });
  return (
    <section className="check-panel">
      <h2 className="section-title">{t("state.title")}</h2>
      <p>
        <Badge kind={healthBadges[health]}>{t(`health.${health}`)}</Badge>
      </p>
      <SummaryList
        rows={[
          row("service", t("state.service"), pickup.address),
          row(
            "destination",
            t("state.destination"),
            pickup.destinationId ?? t("state.noDestination"),
          ),
          row(
            "looked",
            t("state.looked"),
            polledAt ? formatShortDateTime(polledAt, language) : t("never"),
          ),
          ...(lastError === null
            ? []
            : [row("trouble", t("state.trouble"), <span lang="en">{lastError}</span>)]),
          row("total", t("state.total"), String(total)),
          row("accepted", t("state.accepted"), String(total - rejected)),
          row("rejected", t("state.rejected"), String(rejected)),
          ...(rejections.length === 0
            ? []
            : [
                row(
                  "reasons",
                  t("state.reasons"),
                  ...rejections.map(({ reason, count }) =>
                    t("state.reason", {
                      reason: t(`reason.${reason}`, { defaultValue: reason }),
                      count,
                    }),
                  ),
                ),
              ]),
          ...(open === 0 ? [] : [row("open", t("state.open"), String(open))]),
        ]}
      />
      <CheckResults checked={checked} checkedAt={checkedAt} />
      <form className="actions" method="post" action={action}>
        <ActionButton intent="look">{t("state.look")}</ActionButton>
        {active ? (
          <ActionButton intent="pause">{t("state.pause")}</ActionButton>
        ) : (
          <ActionButton intent="start" look="primary">
            {t("state.start")}
          </ActionButton>
        )}
      </form>
    </section>
  );
}
