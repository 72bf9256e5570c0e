import { phrase } from "#app/forms/phrase.ts";
import { shown, shownPhrase } from "#app/forms/shown.tsx";
import { useSay } from "#app/forms/use-say.ts";
import { Card } from "#app/ui/card.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ShownTarget } from "./town-view.server.ts";

/** What is different in the other municipality, before one goes there. */
export function TownDifferences({ target }: { readonly target: ShownTarget }) {
  const { t } = useTexts("draft");
  const say = useSay();
  const { name, fee, lists, texts } = target;
  const same = !fee && lists.length === 0 && !texts;
  return (
    <Card title={t("town.differences", { name })}>
      <div className="stack">
        {same && <p>{t("town.same")}</p>}
        {fee && (
          <div>
            <h3>{t("town.fee")}</h3>
            <p>{shownPhrase(phrase(say, "draft:town.feeBefore", { fee: fee.before }))}</p>
            <p>{shownPhrase(phrase(say, "draft:town.feeAfter", { fee: fee.after }))}</p>
          </div>
        )}
        {lists.map(({ kind, items }) => (
          <div key={kind}>
            <h3>{t(`town.${kind}`)}</h3>
            <ul className="plain-list">
              {items.map((item, index) => (
                <li key={index}>{shown(item)}</li>
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
