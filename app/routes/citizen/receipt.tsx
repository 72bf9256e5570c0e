import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadReceipt } from "#app/apply/load-receipt.server.ts";
import { showText } from "#app/domain/shown-page.ts";
import { AnswerSummary } from "#app/forms/answer-summary.tsx";
import { Paragraphs, shown } from "#app/forms/shown.tsx";
import { formatDateTime } from "#app/i18n/format.ts";
import { defaultLanguage } from "#app/i18n/languages.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";
import { visitOf } from "./draft-cookie.server.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const outcome = await loadReceipt(portal, visit, params["reference"] ?? "");
  if (outcome.kind !== "receipt") throw notFound({ reason: "receipt" });
  const { reference, document } = outcome;
  const municipality = municipalityFrame(outcome.municipality);
  const service = outcome.service
    ? showText(outcome.service.name, language)
    : { text: visit.service };
  const afterwards = outcome.service?.description.afterwards;
  const frame: Frame = {
    title: t("receipt.documentTitle", { service: service.text }),
    municipality,
  };
  return {
    frame,
    municipality,
    service,
    reference,
    date: formatDateTime(outcome.submittedAt, language),
    nextSteps: afterwards && showText(afterwards, language),
    sections: document?.summary,
    filedIn: document?.language === language ? undefined : document?.language,
    address: new URL(request.url).pathname,
  };
}

export const headers = () => noStore;

export default function ReceiptPage() {
  const { t } = useTexts("portal");
  const { municipality, service, reference, date, nextSteps, sections, filedIn, address } =
    useLoaded<typeof loader>();
  return (
    <div className="stack">
      <Panel
        title={t("receipt.title")}
        referenceLabel={t("receipt.reference")}
        reference={reference}
      >
        <p>{t("receipt.keep")}</p>
        {sections && (
          <LinkButton look="secondary" icon="download" href={`${address}/pdf`} download>
            {t("receipt.download")}
          </LinkButton>
        )}
      </Panel>
      <SummaryList
        rows={[
          { key: "service", label: t("receipt.service"), values: [shown(service)] },
          { key: "municipality", label: t("receipt.municipality"), values: [municipality.name] },
          { key: "date", label: t("receipt.date"), values: [date] },
        ]}
      />
      <div className="no-print">
        <p>{t("receipt.printHint")}</p>
      </div>
      <section className="prose">
        <h2>{t("receipt.nextSteps")}</h2>
        {nextSteps ? (
          <Paragraphs text={nextSteps} />
        ) : (
          <p>{t("receipt.nextStepsDefault", { municipality: municipality.name })}</p>
        )}
      </section>
      <section>
        <h2 className="section-title">{t("receipt.answers")}</h2>
        {sections && filedIn === defaultLanguage && (
          <p className="list-note">{t("receipt.printedIn")}</p>
        )}
        {sections ? (
          <AnswerSummary sections={sections} lang={filedIn} titleAs="h3" />
        ) : (
          <p>{t("receipt.answersElsewhere")}</p>
        )}
      </section>
      <p className="no-print">
        <a className="plain-link" href={municipality.href}>
          {t("receipt.otherServices", { municipality: municipality.name })}
        </a>
      </p>
    </div>
  );
}
