import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { loadReview } from "#app/apply/load-review.server.ts";
import { submit } from "#app/apply/submit.server.ts";
import { claimText } from "#app/domain/claim-text.ts";
import { stepTitle } from "#app/domain/document.ts";
import { showText } from "#app/domain/shown-page.ts";
import { AnswerSummary } from "#app/forms/answer-summary.tsx";
import { shown } from "#app/forms/shown.tsx";
import { printedLanguage } from "#app/i18n/languages.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Button } from "#app/ui/button.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame, serviceUrl } from "./addresses.ts";
import { visitOf } from "./draft-cookie.server.ts";
import { noPage } from "./journey-responses.server.ts";
import { LapsedAnswers, UpdatedForm } from "./page-header.tsx";
import { hasLapsed } from "./page-view.server.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const words = wordsOf(language);
  const outcome = await loadReview(portal, visit, language, words);
  if (outcome.kind !== "review") throw await noPage(outcome, request, visit);
  const { journey } = outcome.open;
  const service = showText(journey.offering.service.name, language);
  const municipality = municipalityFrame(outcome.open.municipality);
  const title = t("page.documentTitle", { title: t("review.title"), service: service.text });
  return {
    frame: { title, municipality } satisfies Frame,
    municipality: municipality.name,
    service,
    base: serviceUrl(visit),
    lastPage: journey.steps.at(-1)?.address,
    stepCount: journey.steps.length + 1,
    sections: outcome.sections,
    lapsed: hasLapsed(request),
    updated: outcome.open.updated,
    openSteps: outcome.openSteps.map(({ step, name, claim }) => ({
      title: {
        ...showText(step.placed.page.title, language),
        text: stepTitle(journey, step, language, words),
      },
      ...(claim && { reason: claimText(claim, language) }),
      hash: name === undefined ? "" : `#${idOf(name)}`,
      address: step.address,
    })),
  };
}

/** Files the application; pressed twice, it leads to the same receipt. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  // Staff read it and it is printed.
  const language = printedLanguage(textsFor(request).language);
  const visit = await visitOf(request, params);
  await formOf(request);
  const outcome = await submit(portal, visit, language, wordsOf(language));
  // The review itself tells what is open.
  if (outcome.kind === "review") return redirect(`${serviceUrl(visit)}/pruefen`, 303);
  throw await noPage(outcome, request, visit);
}

export const headers = () => noStore;

export default function ReviewPage() {
  const { t } = useTexts("portal");
  const { service, base, lastPage, stepCount, sections, openSteps, lapsed, updated, municipality } =
    useLoaded<typeof loader>();
  return (
    <>
      <BackLink href={lastPage === undefined ? base : `${base}/${lastPage}`}>
        {t("page.back")}
      </BackLink>
      <Progress
        text={t("page.step", { step: stepCount, count: stepCount })}
        value={stepCount}
        max={stepCount}
      />
      <PageHeading above={shown(service)} title={t("review.title")} lead={t("review.lead")} />
      {updated && <UpdatedForm />}
      {lapsed && <LapsedAnswers />}
      <div className="stack">
        {openSteps.length > 0 && (
          <Alert kind="warning" title={t("review.open")}>
            <p>{t("review.openHint")}</p>
            <ul className="plain-list">
              {openSteps.map(({ title, address, hash, reason }) => (
                <li key={address}>
                  <a className="plain-link" href={`${base}/${address}?zurueck=pruefen${hash}`}>
                    {shown(title)}
                  </a>
                  {reason && <p lang={reason.lang}>{reason.text}</p>}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <AnswerSummary sections={sections} base={base} />
        {openSteps.length === 0 && (
          <form method="post" className="file-form">
            <p>{t("review.declaration")}</p>
            <p>{t("review.recipient", { municipality })}</p>
            <div className="actions">
              <Button>{t("review.file")}</Button>
            </div>
            <p className="list-note">{t("review.fileHint")}</p>
          </form>
        )}
      </div>
    </>
  );
}
