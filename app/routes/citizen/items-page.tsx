import { errorText } from "#app/forms/error-text.ts";
import { phrase } from "#app/forms/phrase.ts";
import { shown, shownPhrase } from "#app/forms/shown.tsx";
import { summarised } from "#app/forms/summarised.ts";
import { useSay } from "#app/forms/use-say.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LaterLink } from "../draft/later-link.tsx";
import { PageHeader } from "./page-header.tsx";
import type { ItemsView, PageView } from "./page-view.server.ts";

/** The items of a repeated group: to add, change and take away. A plain form: there is nothing typed to lose. */
export function ItemsPage({ view, content }: { view: PageView; content: ItemsView }) {
  const { t, i18n } = useTexts(["portal", "forms", "errors"]);
  const { base, errors, fromReview } = view;
  const { list, done } = content;
  const { name, label, min, max, items } = list;
  const say = useSay();
  const full = max !== null && items.length >= max;
  return (
    <>
      <PageHeader view={view} />
      {done !== undefined && errors.length === 0 && (
        <div className="page-message">
          <Alert kind="success" titleAs="p" live title={t(`items.${done}`)} />
        </div>
      )}
      {errors.length > 0 && (
        <ErrorSummary
          heading={t("forms:problem")}
          errors={errors.map((error) =>
            summarised(error.name, errorText(error, {}, say, i18n.language)),
          )}
        />
      )}
      <form method="post" className="stack">
        <div id={idOf(name)} tabIndex={-1}>
          <h2 className="section-title">{t("items.count", { count: items.length })}</h2>
          <p className="list-note items-limits">
            {items.length < min && t("items.minimum", { count: min })}{" "}
            {full ? t("items.full") : max !== null && t("items.limit", { count: max })}
          </p>
          <Items list={list} base={base} fromReview={fromReview} />
          {!full && (
            <div className="items-add">
              <Button look="secondary" name="intent" value="add">
                {shownPhrase(phrase(say, "portal:items.add", { label }))}
              </Button>
            </div>
          )}
        </div>
        <div className="actions">
          <Button name="intent" value="next">
            {t(fromReview ? "page.nextToReview" : "page.next")}
          </Button>
        </div>
      </form>
      <LaterLink base={base} />
    </>
  );
}

function Items({
  list: { items, min },
  base,
  fromReview,
}: {
  list: ItemsView["list"];
  base: string;
  fromReview: boolean;
}) {
  const { t } = useTexts("portal");
  const query = fromReview ? "?zurueck=pruefen" : "";
  if (items.length === 0) return null;
  return (
    <ul className="item-list">
      {items.map(({ id, title, address, complete }, index) => (
        <li className="item-list__item" key={id} id={idOf(id)} tabIndex={-1}>
          <span className="item-list__title">
            {shown(title)} {!complete && <Badge kind="warning">{t("items.incomplete")}</Badge>}
          </span>
          <span className="item-list__actions">
            {address !== undefined && (
              <a className="plain-link" href={`${base}/${address}${query}`}>
                {t("items.change")}
                <span className="visually-hidden"> {shown(title)}</span>
              </a>
            )}
            {index > 0 && (
              <Button look="tertiary" name="intent" value={`moveUp:${id}`} context={shown(title)}>
                {t("items.moveUp")}
              </Button>
            )}
            {index < items.length - 1 && (
              <Button look="tertiary" name="intent" value={`moveDown:${id}`} context={shown(title)}>
                {t("items.moveDown")}
              </Button>
            )}
            {items.length > min && (
              <Button look="tertiary" name="intent" value={`remove:${id}`} context={shown(title)}>
                {t("items.remove")}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
