import { useTranslation } from "react-i18next";
import { stateName } from "#app/domain/state-names.ts";
import { formatNumber } from "#app/i18n/format.ts";
import type { loadStoredLists } from "#app/operations/responsibility/stored-lists.server.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import { listsHref, type ListQuery } from "./responsibility-query.ts";
import { useLanguage } from "./use-language.ts";

type Stored = Awaited<ReturnType<typeof loadStoredLists>>;

/** The rules that are stored, by area. */
export function StoredRules({ asked, found }: StoredProps<"rules">) {
  const { t } = useTranslation("places");
  const language = useLanguage();
  const { rows, total, page, pageCount } = found;
  return (
    <section className="stack">
      <h2 className="section-title">
        {t("rulesTitle", { number: formatNumber(total, language) })}
      </h2>
      <p>{t("rulesNote")}</p>
      {rows.length === 0 ? (
        <Nothing search={asked.search} title={t("rulesEmpty")} />
      ) : (
        <Table
          caption={t("rulesCaption")}
          captionHidden
          columns={[
            { label: t("area") },
            { label: t("act") },
            { label: t("responsible") },
            { label: t("saidBy") },
            { label: t("action") },
          ]}
          rows={rows.map((rule) => ({
            key: `${rule.area} ${rule.leika}`,
            cells: [
              <Keyed key="area" digits={rule.area} name={nameOfArea(rule)} />,
              <Keyed key="act" digits={rule.leika} name={rule.actName} />,
              <Keyed key="authority" digits={rule.responsible} name={rule.responsibleName} />,
              t(`by.${rule.saidBy}`),
              rule.saidBy === "operator" ? (
                <Removal
                  key="action"
                  href={listsHref(asked)}
                  intent={`removeRule ${rule.leika} ${rule.area}`}
                  label={t("delete")}
                  context={`${rule.leika}, ${nameOfArea(rule) ?? rule.area}`}
                />
              ) : (
                "–"
              ),
            ],
          }))}
        />
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefOf={(rulePage) => listsHref({ ...asked, rulePage })}
      />
    </section>
  );
}

/** The postal codes whose streets are known. */
export function StoredStreets({ asked, found }: StoredProps<"codes">) {
  const { t } = useTranslation("places");
  const language = useLanguage();
  const { rows, total, page, pageCount } = found;
  return (
    <section className="stack">
      <h2 className="section-title">
        {t("codesTitle", { number: formatNumber(total, language) })}
      </h2>
      {rows.length === 0 ? (
        <Nothing search={asked.search} title={t("codesEmpty")} />
      ) : (
        <Table
          caption={t("codesCaption")}
          captionHidden
          columns={[
            { label: t("code") },
            { label: t("streets"), numeric: true },
            { label: t("towns") },
            { label: t("action") },
          ]}
          rows={rows.map(({ code, streets, towns }) => ({
            key: code,
            cells: [
              code,
              formatNumber(streets, language),
              towns.join(" · "),
              <Removal
                key="action"
                href={listsHref(asked)}
                intent={`removeStreets ${code}`}
                label={t("deleteStreets")}
                context={code}
              />,
            ],
          }))}
        />
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        hrefOf={(codePage) => listsHref({ ...asked, codePage })}
      />
    </section>
  );
}

interface StoredProps<K extends keyof Stored> {
  readonly asked: ListQuery;
  readonly found: Stored[K];
}

function nameOfArea({ area, areaName }: Stored["rules"]["rows"][number]): string | null {
  return area.length === 2 ? stateName(area) : areaName;
}

function Keyed({ digits, name }: { readonly digits: string; readonly name: string | null }) {
  return (
    <span>
      {name !== null && (
        <>
          {name}
          <br />
        </>
      )}
      {digits}
    </span>
  );
}

function Nothing({ search, title }: { readonly search: string; readonly title: string }) {
  const { t } = useTranslation("places");
  return <EmptyState titleAs="h3" title={search === "" ? title : t("nothingFound", { search })} />;
}

interface RemovalProps {
  readonly href: string;
  readonly intent: string;
  readonly label: string;
  readonly context: string;
}

function Removal({ href, intent, label, context }: RemovalProps) {
  return (
    <form method="post" action={href}>
      <Button look="tertiary" name="intent" value={intent} context={context}>
        {label}
      </Button>
    </form>
  );
}
