import { useTranslation } from "react-i18next";
import type { Delivered } from "#app/administration/deliveries.server.ts";
import { isDeadLetter, type DeliveryView, type ForwardingStatus } from "#app/domain/forwarding.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import { Reason } from "./reason.tsx";

const badges: Readonly<Record<ForwardingStatus, BadgeKind>> = {
  pending: "neutral",
  sent: "info",
  accepted: "success",
  rejected: "danger",
  abandoned: "danger",
};

/** A delivery's state in a word. */
export function DeliveryBadge({ status, unconfirmed }: Pick<Delivered, "status" | "unconfirmed">) {
  const { t } = useTranslation("forwarding");
  if (unconfirmed) return <Badge kind="warning">{t("status.unconfirmed")}</Badge>;
  return <Badge kind={badges[status]}>{t(`status.${status}`)}</Badge>;
}

interface DeliveriesTableProps {
  readonly ars: string;
  readonly view: DeliveryView;
  readonly deliveries: readonly Delivered[];
  /** How many have failed for good, shown or not. */
  readonly failed: number;
  readonly mayResend: boolean;
}

/** Deliveries with boxes to choose those that are to be sent again. */
export function DeliveriesTable({
  ars,
  view,
  deliveries,
  failed,
  mayResend,
}: DeliveriesTableProps) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  if (deliveries.length === 0)
    return <EmptyState title={t("deliveries.none")}>{t("deliveries.noneHint")}</EmptyState>;
  const nameOf = ({ kind, reference }: Delivered): string =>
    kind === "test" ? t("deliveries.test") : (reference ?? "");
  const canBeChosen = mayResend && deliveries.some(({ status }) => isDeadLetter(status));
  const table = (
    <Table
      caption={t("deliveries.caption")}
      captionHidden
      columns={[
        { label: t("deliveries.reference") },
        { label: t("deliveries.to") },
        { label: t("deliveries.status") },
        { label: t("deliveries.since") },
        ...(canBeChosen ? [{ label: t("deliveries.resend") }] : []),
      ]}
      rows={deliveries.map((one) => ({
        key: one.id,
        cells: [
          <span key="name">
            <a href={`/verwaltung/zustellungen/${one.id}?gemeinde=${ars}`}>{nameOf(one)}</a>
            {one.kind === "supplement" && ` (${t("deliveries.supplement")})`}
          </span>,
          one.destination ?? one.adapter,
          <span key="status">
            <DeliveryBadge status={one.status} unconfirmed={one.unconfirmed} />
            {one.lastError !== null && <Reason reason={one.lastError} />}
          </span>,
          formatShortDateTime(one.updatedAt, language),
          ...(canBeChosen
            ? [
                isDeadLetter(one.status) && (
                  <span key="choose" className="kern-form-check">
                    <input
                      className="kern-form-check__checkbox"
                      type="checkbox"
                      id={`choose-${one.id}`}
                      name="zustellung"
                      value={one.id}
                    />
                    <label className="kern-label" htmlFor={`choose-${one.id}`}>
                      {t("deliveries.choose")}
                      <span className="visually-hidden">: {nameOf(one)}</span>
                    </label>
                  </span>
                ),
              ]
            : []),
        ],
      }))}
    />
  );
  if (!canBeChosen) return table;
  return (
    <form method="post" action={`/verwaltung/zustellungen?gemeinde=${ars}&ansicht=${view}`}>
      {table}
      <div className="actions">
        <Button look="secondary">{t("deliveries.resendChosen")}</Button>
        {view === "dead" && failed > 1 && (
          <Button look="tertiary" name="intent" value="all">
            {t("deliveries.resendAll", { count: failed })}
          </Button>
        )}
      </div>
    </form>
  );
}
