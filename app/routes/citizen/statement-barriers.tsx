import { Fragment } from "react";
import type { PortalBarrier, ServiceBarrier } from "#app/domain/accessibility/statement.ts";
import { shown } from "#app/forms/shown.tsx";
import { formatDay, formatNumber } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ShownStatement } from "./statement-view.server.ts";

/** What is not accessible: what, why, and what one can do instead (§ 12b Absatz 2 Nummer 1 BGG). */
export function StatementBarriers({ statement }: { readonly statement: ShownStatement }) {
  const { t, i18n } = useTexts("accessibility");
  const language = isLanguage(i18n.language) ? i18n.language : defaultLanguage;
  const { portal, services, municipality } = statement;
  return (
    <>
      <h2>{t("barriers.title")}</h2>
      <h3>{t("barriers.portal")}</h3>
      <ul>
        {portal.map((kind) => (
          <BarrierItem key={kind} barrier={{ kind }} />
        ))}
      </ul>
      <h3>{t("barriers.services")}</h3>
      {services.length === 0 && (
        <p>{t("barriers.noServices", { municipality: municipality.name })}</p>
      )}
      {services.map(({ id, name, checkedOn, barriers }) => (
        <Fragment key={id}>
          <h4>{shown(name)}</h4>
          {checkedOn !== undefined && (
            <p>{t("barriers.checkedOn", { day: formatDay(checkedOn, language) })}</p>
          )}
          {barriers.length === 0 ? (
            <p>{t("barriers.nothing")}</p>
          ) : (
            <ul>
              {barriers.map((barrier) => (
                <BarrierItem key={barrier.kind} barrier={barrier} />
              ))}
            </ul>
          )}
        </Fragment>
      ))}
    </>
  );
}

function BarrierItem({
  barrier,
}: {
  readonly barrier: ServiceBarrier | { readonly kind: PortalBarrier };
}) {
  const { t, i18n } = useTexts("accessibility");
  const { kind } = barrier;
  const language = isLanguage(i18n.language) ? i18n.language : defaultLanguage;
  const number = "count" in barrier ? formatNumber(barrier.count, language) : "";
  // Whatever hinders somebody in an application, there is always the way on paper.
  const instead = kind === "unchecked" || kind === "earlier" ? "found" : kind;
  return (
    <li>
      {t(`barrier.${kind}.what`, { number })}
      <br />
      {t("barriers.why")} {t(`barrier.${kind}.why`)}
      <br />
      {t("barriers.instead")} {t(`barrier.${instead}.instead`)}
    </li>
  );
}
