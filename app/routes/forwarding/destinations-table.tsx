import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";

type Shown = Pick<
  ShownDestination,
  "id" | "name" | "adapter" | "active" | "openUntil" | "failures" | "arrivedAt" | "checked"
>;

/** How a destination stands, in a word. */
export type Health = "off" | "paused" | "failing" | "unchecked" | "faulty" | "well";

/** The worst that is known of a destination. */
export function healthOf(one: Omit<Shown, "id" | "name" | "adapter">, now: Date): Health {
  if (!one.active) return "off";
  if (one.openUntil && new Date(one.openUntil) > now) return "paused";
  if (one.failures > 0) return "failing";
  if (one.checked === null) return one.arrivedAt ? "well" : "unchecked";
  return one.checked.every(({ ok }) => ok) ? "well" : "faulty";
}

const badges: Readonly<Record<Health, BadgeKind>> = {
  off: "neutral",
  paused: "danger",
  failing: "warning",
  unchecked: "info",
  faulty: "danger",
  well: "success",
};

interface TableProps {
  readonly ars: string;
  readonly destinations: readonly ShownDestination[];
}

/** All destinations of a municipality. */
export function DestinationsTable({ ars, destinations }: TableProps) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  if (destinations.length === 0)
    return <EmptyState title={t("destinations.empty")}>{t("destinations.emptyHint")}</EmptyState>;
  return (
    <Table
      caption={t("destinations.caption")}
      captionHidden
      columns={[
        { label: t("destinations.name") },
        { label: t("destinations.adapter") },
        { label: t("destinations.health") },
        { label: t("destinations.arrived") },
      ]}
      rows={destinations.map((one) => {
        const health = healthOf(one, new Date());
        return {
          key: one.id,
          cells: [
            <a key="name" href={`/verwaltung/ziele/${one.id}?gemeinde=${ars}`}>
              {one.name}
            </a>,
            t(`adapter.${one.adapter}`, { defaultValue: one.adapter }),
            <Badge key="health" kind={badges[health]}>
              {t(`health.${health}`)}
            </Badge>,
            one.arrivedAt ? formatShortDateTime(one.arrivedAt, language) : t("destinations.never"),
          ],
        };
      })}
    />
  );
}

/** Chooses the kind of a new destination. */
export function NewDestination({
  ars,
  adapters,
}: {
  readonly ars: string;
  readonly adapters: readonly string[];
}) {
  const { t } = useTranslation("forwarding");
  return (
    <form className="filter" method="get" action="/verwaltung/ziele/neu">
      <h2 className="section-title">{t("destinations.new")}</h2>
      <input type="hidden" name="gemeinde" value={ars} />
      <div className="filter__fields">
        <Select
          name="art"
          label={t("destinations.adapter")}
          options={adapters.map((value) => ({
            value,
            label: t(`adapter.${value}`, { defaultValue: value }),
          }))}
        />
      </div>
      <div className="actions">
        <Button look="secondary">{t("destinations.add")}</Button>
      </div>
    </form>
  );
}
