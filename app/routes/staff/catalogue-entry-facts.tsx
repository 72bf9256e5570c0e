import { useTranslation } from "react-i18next";
import type { CatalogueService } from "#app/administration/catalogue-service.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { SummaryList, type SummaryListRow } from "#app/ui/summary-list.tsx";
import { entryHref } from "./catalogue-query.ts";
import { CertificateLines } from "./certificate-lines.tsx";

interface EntryFactsProps {
  readonly service: CatalogueService;
  readonly place:
    { readonly ars: string; readonly state: string; readonly here: number } | undefined;
}

/** What is known of a service, from its keys to who uses it. */
export function EntryFacts({ service, place }: EntryFactsProps) {
  const { t } = useTranslation("catalogue");
  const { id, version, keys, languages, certificate, users } = service;
  const distinct = (values: readonly (string | null)[]) => [
    ...new Set(values.filter((value) => value !== null)),
  ];
  const ozg = distinct(keys.map(({ ozgId, ozgName }) => ozgId && [ozgId, ozgName].join(" ")));
  const situations = distinct(keys.map(({ situation }) => situation));
  const row = (key: string, values: SummaryListRow["values"]): SummaryListRow[] =>
    values.length === 0 ? [] : [{ key, label: t(`entry.${key}`), values }];
  const leika = keys.map(({ key, name }) => (
    <span key={key}>
      {key}: {name ?? <em>{t("entry.leikaUnknown")}</em>}
    </span>
  ));
  const rows = [
    ...row("leika", leika.length > 0 ? leika : [t("entry.noLeika")]),
    ...row("ozg", ozg),
    ...row("situation", situations),
    ...row("version", [version]),
    ...row("languages", languages.map(languageName)),
    ...row("certificate", [
      certificate ? (
        <CertificateLines key="certificate" certificate={certificate} />
      ) : (
        t("entry.uncertified")
      ),
    ]),
    ...row("id", [<code key="id">{id}</code>]),
  ];
  return (
    <>
      <section>
        <h2 className="section-title">{t("entry.facts")}</h2>
        <SummaryList rows={rows} />
      </section>
      <section>
        <h2 className="section-title">{t("entry.usedBy")}</h2>
        <p>
          {t("entry.usedByCount", { count: users })}
          {place && users > 0 && (
            <>, {t("entry.usedHere", { count: place.here, state: place.state })}</>
          )}
        </p>
        {users > 0 && (
          <p>
            <a className="plain-link" href={entryHref(id, place?.ars, {}, "/gemeinden")}>
              {t("entry.seeUsers")}
            </a>
          </p>
        )}
      </section>
    </>
  );
}

function languageName(language: string) {
  return (
    <span key={language} lang={language}>
      {isLanguage(language) ? languageNames[language] : language}
    </span>
  );
}
