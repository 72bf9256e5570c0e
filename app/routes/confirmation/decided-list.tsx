import { useTranslation } from "react-i18next";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import type { WordedDecided } from "./shown-confirmations.server.ts";

const looks: Readonly<Record<WordedDecided["state"], BadgeKind>> = {
  confirmed: "success",
  declined: "danger",
  withdrawn: "neutral",
  overtaken: "neutral",
};

/** What was answered lately, by whom and how. */
export function DecidedList({ decided }: { readonly decided: readonly WordedDecided[] }) {
  const { t } = useTranslation("confirmation");
  if (decided.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t("decided")}</h2>
      <Table
        caption={t("decided")}
        captionHidden
        columns={[{ label: t("what") }, { label: t("state.label") }, { label: t("who") }]}
        rows={decided.map((one) => ({
          key: one.id,
          cells: [
            one.title,
            <Badge key="state" kind={looks[one.state]}>
              {t(`state.${one.state}`)}
            </Badge>,
            <div key="who">
              <div>{one.asked}</div>
              <div>{one.decided}</div>
              {one.reason !== "" && (
                <div className="kept-lines">{t("because", { reason: one.reason })}</div>
              )}
            </div>,
          ],
        }))}
      />
    </section>
  );
}
