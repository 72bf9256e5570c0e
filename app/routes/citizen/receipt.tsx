import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadReceipt } from "#app/apply/load-receipt.server.ts";
import { nextStepsOf } from "#app/apply/next-steps.server.ts";
import { statusAddress } from "#app/apply/status-address.ts";
import { showText } from "#app/domain/shown-page.ts";
import { AnswerSummary } from "#app/forms/answer-summary.tsx";
import { FeeView } from "#app/forms/fee-view.tsx";
import { PaymentView } from "#app/forms/payment-view.tsx";
import { Paragraphs, shown } from "#app/forms/shown.tsx";
import { formatDateTime } from "#app/i18n/format.ts";
import { defaultLanguage } from "#app/i18n/languages.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { CarryForm } from "../draft/carry-form.tsx";
import { isPassphraseRefused } from "../draft/passphrase.ts";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { notFoundBelow } from "../not-found-below.server.ts";
import { townOriginOf } from "../origin.server.ts";
import { qrSquares } from "../qr-squares.server.ts";
import { noStore } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";
import { feedbackFields } from "./feedback-fields.server.ts";
import { FeedbackSection } from "./feedback-form.tsx";
import { visitOf } from "./draft-cookie.server.ts";
import { ReceiptProof, StatusAccess } from "./receipt-parts.tsx";
import { previewTrial } from "./trial.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const outcome = await loadReceipt(portal, visit, params["reference"] ?? "");
  if (outcome.kind !== "receipt") throw await notFoundBelow(portal, visit.municipality, "receipt");
  const { reference, document } = outcome;
  const { test } = outcome.submission;
  const municipality = municipalityFrame(outcome.municipality);
  const service = outcome.service
    ? showText(outcome.service.name, language)
    : { text: visit.service };
  const origin = townOriginOf(request, portal, visit.municipality);
  const statusOf = (code: string) => {
    const href = statusAddress(origin, reference, code);
    return { code, href, qr: qrSquares(href) };
  };
  const passphraseRefused = isPassphraseRefused(request);
  const title = t("receipt.documentTitle", { service: service.text });
  const frame: Frame = {
    title: passphraseRefused ? t("page.errorTitle", { title }) : title,
    municipality,
    ...(test && { trial: visit.preview === undefined ? { kind: "test" } : previewTrial(visit) }),
  };
  return {
    frame,
    municipality,
    service,
    reference,
    test,
    date: formatDateTime(outcome.submittedAt, language),
    nextSteps: nextStepsOf(outcome.service, outcome.submission, municipality.name, language),
    missing: document?.missing?.answers.map(({ label }) => label),
    sections: document?.summary,
    fees: document?.fees,
    payment: document?.payment,
    level: document?.assuranceLevel,
    filedIn: document?.language === language ? undefined : document?.language,
    status: outcome.code === undefined ? undefined : statusOf(outcome.code),
    address: new URL(request.url).pathname,
    passphraseRefused,
    feedback: feedbackFields(portal, visit),
  };
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["portal", "forms", "errors", "identity"] };

export default function ReceiptPage() {
  const { t } = useTexts(["portal", "identity"]);
  const {
    municipality,
    service,
    reference,
    test,
    date,
    nextSteps,
    missing,
    status,
    sections,
    fees,
    payment,
    level,
    filedIn,
    address,
    passphraseRefused,
    feedback,
  } = useLoaded<typeof loader>();
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
      {test && (
        <Alert kind="warning" title={t("trial.receipt")}>
          <p>{t("trial.receiptHint")}</p>
        </Alert>
      )}
      <SummaryList
        rows={[
          { key: "service", label: t("receipt.service"), values: [shown(service)] },
          { key: "municipality", label: t("receipt.municipality"), values: [municipality.name] },
          { key: "date", label: t("receipt.date"), values: [date] },
          ...(level === undefined || level === "none"
            ? []
            : [
                {
                  key: "level",
                  label: t("identity:receipt.level"),
                  values: [t(`identity:level.${level}`)],
                },
              ]),
        ]}
      />
      <div className="no-print">
        <p>{t("receipt.printHint")}</p>
      </div>
      <section className="prose">
        <h2>{t("receipt.nextSteps")}</h2>
        {nextSteps.map((text) => (
          <Paragraphs key={text.text} text={text} />
        ))}
        {missing && (
          <>
            <h3>{t("receipt.missing")}</h3>
            <ul>
              {missing.map((label) => (
                <li key={label}>{label}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      {status && <StatusAccess {...status} />}
      {!test && <ReceiptProof address={sections && address} />}
      <section>
        <h2 className="section-title">{t("receipt.answers")}</h2>
        {sections && filedIn === defaultLanguage && (
          <p className="list-note">{t("receipt.printedIn")}</p>
        )}
        {sections ? (
          <>
            <AnswerSummary sections={sections} lang={filedIn} titleAs="h3" />
            {fees && <FeeView fees={fees} lang={filedIn} titleAs="h3" />}
            {payment && <PaymentView payment={payment} fees={fees} titleAs="h3" />}
          </>
        ) : (
          <p>{t("receipt.answersElsewhere")}</p>
        )}
      </section>
      {sections && <CarryForm action={`${address}/angaben`} refused={passphraseRefused} />}
      {!test && <FeedbackSection {...feedback} />}
      <p className="no-print">
        <a className="plain-link" href={municipality.href}>
          {t("receipt.otherServices", { municipality: municipality.name })}
        </a>
      </p>
    </div>
  );
}
