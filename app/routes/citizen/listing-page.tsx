import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SummaryList, type SummaryListRow } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LinkedData } from "./linked-data.tsx";
import type { ListingView } from "./listing-view.server.ts";

/** What a municipality tells of a service that one cannot apply for online. */
export function ListingPage({
  view: { municipality, listing, linkedData },
}: {
  view: ListingView;
}) {
  const { t } = useTexts("portal");
  const { name, summary, paragraphs, fee, contact, formUrl, form, lang } = listing;
  const row = (key: string, text: string): SummaryListRow[] =>
    text === ""
      ? []
      : [
          {
            key,
            label: t(`service.${key}`),
            values: [<Lines key={key} text={text} lang={lang} />],
          },
        ];
  return (
    <>
      <Breadcrumb
        items={[
          { label: t("shell.start"), href: "/" },
          { label: municipality.name, href: municipality.href },
          { label: name, lang },
        ]}
      />
      <PageHeading title={name} lead={<span lang={lang}>{summary}</span>} lang={lang} />
      <div className="stack">
        <p>
          <Badge kind="info">{t("listing.badge")}</Badge>
        </p>
        <Alert kind="info" title={t("listing.title")}>
          <p>{t("listing.hint", { municipality: municipality.name })}</p>
        </Alert>
        {paragraphs.length > 0 && (
          <div className="prose" lang={lang}>
            {paragraphs.map((text) => (
              <p className="kept-lines" key={text}>
                {text}
              </p>
            ))}
          </div>
        )}
        <section>
          <h2 className="section-title">{t("service.summary")}</h2>
          <SummaryList rows={[...row("fee", fee), ...row("authority", contact)]} />
        </section>
        {(form ?? formUrl) !== "" && (
          <section>
            <h2 className="section-title">{t("listing.form")}</h2>
            <div className="actions">
              {form && (
                <LinkButton href={form.href} look="secondary" icon="download" download>
                  {t("listing.download", { size: form.kilobytes })}
                </LinkButton>
              )}
              {formUrl !== "" && (
                <a className="plain-link" href={formUrl} rel="noreferrer">
                  {t("listing.page")}
                </a>
              )}
            </div>
          </section>
        )}
      </div>
      <LinkedData data={linkedData} />
    </>
  );
}

function Lines({ text, lang }: { readonly text: string; readonly lang: string | undefined }) {
  return (
    <span className="kept-lines" lang={lang}>
      {text}
    </span>
  );
}
