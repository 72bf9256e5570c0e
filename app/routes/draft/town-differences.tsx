import { useTranslation } from "react-i18next";
import { Card } from "#app/ui/card.tsx";
import type { ShownTarget } from "./town-view.server.ts";

/** What is different in the other municipality, before one goes there. */
export function TownDifferences({ target }: { readonly target: ShownTarget }) {
  const { t } = useTranslation("draft");
  const { name, fee, lists, texts } = target;
  const same = !fee && lists.length === 0 && !texts;
  return (
    <Card title={t("town.differences", { name })}>
      <div className="stack">
        {same && <p>{t("town.same")}</p>}
        {fee && (
          <div>
            <h3>{t("town.fee")}</h3>
            <p>{t("town.feeBefore", { fee: fee.before })}</p>
            <p>{t("town.feeAfter", { fee: fee.after })}</p>
          </div>
        )}
        {lists.map(({ kind, items }) => (
          <div key={kind}>
            <h3>{t(`town.${kind}`)}</h3>
            <ul className="plain-list">
              {items.map((item, index) => (
                <li key={index}>{item}</li>
              ))}
            </ul>
          </div>
        ))}
        {texts && <p>{t("town.texts")}</p>}
        <p>{t("town.goesAlong")}</p>
      </div>
    </Card>
  );
}
