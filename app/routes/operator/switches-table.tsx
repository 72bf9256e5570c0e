import { useTranslation } from "react-i18next";
import { formatNumber, formatShortDateTime } from "#app/i18n/format.ts";
import type { SwitchState } from "#app/domain/switch-state.ts";
import { textIn, type Text } from "#app/domain/text.ts";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { useLanguage } from "./use-language.ts";

export interface ShownSwitch {
  readonly id: string;
  readonly name: Text;
  readonly fromVersion: string | null;
  readonly toVersion: string;
  readonly state: SwitchState;
  readonly startsAt: Date | string;
  readonly total: number | null;
  readonly merged: number;
}

export const switchBadges: Readonly<Record<SwitchState, BadgeKind>> = {
  planned: "info",
  running: "warning",
  done: "success",
  cancelled: "neutral",
  undoing: "warning",
  undone: "neutral",
};

/** Switches of services, newest first. */
export function SwitchesTable({ switches }: { readonly switches: readonly ShownSwitch[] }) {
  const { t } = useTranslation("operator");
  const language = useLanguage();
  const column = (name: string) => ({ label: t(`switch.column.${name}`) });
  return (
    <Table
      caption={t("switch.caption")}
      captionHidden
      columns={[
        column("service"),
        column("versions"),
        column("state"),
        column("begin"),
        { ...column("towns"), numeric: true },
      ]}
      rows={switches.map((one) => ({
        key: one.id,
        cells: [
          <a key="id" href={`/verwaltung/betrieb/umstellungen/${one.id}`}>
            {textIn(one.name, language)}
          </a>,
          `${one.fromVersion ?? "…"} → ${one.toVersion}`,
          <Badge key="state" kind={switchBadges[one.state]}>
            {t(`switchState.${one.state}`)}
          </Badge>,
          formatShortDateTime(one.startsAt, language),
          one.total === null
            ? "–"
            : `${formatNumber(one.merged, language)} / ${formatNumber(one.total, language)}`,
        ],
      }))}
    />
  );
}
