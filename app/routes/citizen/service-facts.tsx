import { Fragment } from "react";
import type { LanguageShare } from "#app/apply/service-languages.server.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { shown } from "#app/forms/shown.tsx";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { SummaryList, type SummaryListRow } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { ServiceContact } from "./service-contact.tsx";
import type { ServiceTexts } from "./service-texts.server.ts";

/** What one should know before beginning. */
export function ServiceFacts({
  base,
  service,
  municipality,
  languages,
}: {
  /** Address of the service. */
  readonly base: string;
  readonly service: ServiceTexts;
  readonly municipality: string;
  readonly languages: readonly LanguageShare[];
}) {
  const { t } = useTexts("portal");
  const { needs, fee, duration, minutes, legalBasis, contact, privacy } = service;
  const facts = [
    ...(minutes === undefined
      ? []
      : [{ key: "minutes", values: [t("service.minutesValue", { count: minutes })] }]),
    ...row("fee", fee),
    ...row("duration", duration),
    { key: "authority", values: [municipality] },
    { key: "languages", values: spoken(languages, t) },
    ...(legalBasis.length === 0 ? [] : [{ key: "legalBasis", values: legalBasis.map(shown) }]),
  ].map((fact): SummaryListRow => ({ ...fact, label: t(`service.${fact.key}`) }));
  return (
    <>
      {needs.length > 0 && (
        <section className="prose">
          <h2>{t("service.needs")}</h2>
          <ul>
            {needs.map((need) => (
              <li key={need.text}>{shown(need)}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="section-title">{t("service.summary")}</h2>
        <SummaryList rows={facts} />
      </section>
      {contact && <ServiceContact contact={contact} />}
      {privacy && <Privacy privacy={privacy} />}
      <p className="list-note">
        {t("service.privacyRights")}{" "}
        <a className="plain-link" href={`${base}/datenschutz`}>
          {t("service.privacyNotice")}
        </a>
      </p>
    </>
  );
}

function Privacy({ privacy }: { privacy: NonNullable<ServiceTexts["privacy"]> }) {
  const { t } = useTexts("portal");
  const rows: SummaryListRow[] = [
    { key: "purpose", label: t("service.privacyPurpose"), values: [shown(privacy.purpose)] },
    {
      key: "legalBasis",
      label: t("service.privacyLegalBasis"),
      values: [shown(privacy.legalBasis)],
    },
    {
      key: "retention",
      label: t("service.privacyRetention"),
      values: [t("service.privacyRetentionValue", { count: privacy.retentionDays })],
    },
  ];
  return (
    <section>
      <h2 className="section-title">{t("service.privacy")}</h2>
      <SummaryList rows={rows} />
    </section>
  );
}

/** Languages that are promised, by their own names; a mark where some texts are missing. */
function spoken(languages: readonly LanguageShare[], t: ReturnType<typeof useTexts>["t"]) {
  return languages
    .filter(({ offered, missing, total }) => offered && missing < total)
    .map(({ language, missing }) => (
      <Fragment key={language}>
        <span lang={language}>{isLanguage(language) ? languageNames[language] : language}</span>
        {missing > 0 && <> {t("service.partly")}</>}
      </Fragment>
    ));
}

function row(key: string, text: ShownText | undefined) {
  return text === undefined ? [] : [{ key, values: [shown(text)] }];
}
