import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { countView } from "#app/apply/count-figures.server.ts";
import { loadReview } from "#app/apply/load-review.server.ts";
import { submit } from "#app/apply/submit.server.ts";
import { claimText } from "#app/domain/claim-text.ts";
import { stepTitle } from "#app/domain/document.ts";
import { reviewPage } from "#app/domain/figures/figure.ts";
import { showText } from "#app/domain/shown-page.ts";
import { AnswerSummary } from "#app/forms/answer-summary.tsx";
import { FeeView } from "#app/forms/fee-view.tsx";
import { shown } from "#app/forms/shown.tsx";
import { formatDay } from "#app/i18n/format.ts";
import { printedLanguage } from "#app/i18n/languages.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LaterLink } from "../draft/later-link.tsx";
import { NoticeLink } from "../privacy/notice-link.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { SignInAlert } from "../sign-in/sign-in-alert.tsx";
import { SignInNeed } from "../sign-in/sign-in-need.tsx";
import { signInNewsIn } from "../sign-in/sign-in-news.ts";
import { signInView } from "../sign-in/sign-in-view.server.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { senderOf, heldUp } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame, serviceUrl } from "./addresses.ts";
import { visitOf } from "./draft-cookie.server.ts";
import { FileForm } from "./file-form.tsx";
import { noPage } from "./journey-responses.server.ts";
import { NextSteps } from "./next-steps.tsx";
import { OpeningNote } from "./opening-note.tsx";
import { openingView } from "./opening-view.ts";
import { LapsedAnswers, UpdatedForm } from "./page-header.tsx";
import { PaidNote } from "../payment/paid-note.tsx";
import { wishesIn } from "./review-wishes.server.ts";
import { reviewPayment } from "../payment/review-payment.server.ts";
import { hasLapsed } from "./page-view.server.ts";
import { trialOf } from "./trial.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const words = wordsOf(language);
  const outcome = await loadReview(portal, visit, language, words, wantsInTime(request));
  if (outcome.kind !== "review") throw await noPage(portal, outcome, request, visit);
  const { journey } = outcome.open;
  const { afterwards, duration } = journey.offering.service.description;
  countView(portal, outcome.open, reviewPage, { language });
  const service = showText(journey.offering.service.name, language);
  const municipality = municipalityFrame(outcome.open.municipality);
  const title = t("page.documentTitle", { title: t("review.title"), service: service.text });
  return {
    frame: { title, municipality, ...trialOf(outcome.open, visit) } satisfies Frame,
    opening: openingView(outcome.open.opening, language),
    mayFile: outcome.mayFile,
    municipality: municipality.name,
    service,
    base: serviceUrl(visit),
    lastPage: journey.steps.at(-1)?.address,
    stepCount: journey.steps.length + 1,
    sections: outcome.sections,
    fees: outcome.fees,
    payment: reviewPayment(outcome),
    marks: outcome.marks,
    signIn: signInView(outcome.signIn, language),
    signInNews: signInNewsIn(request),
    afterwards: afterwards && showText(afterwards, language),
    duration: duration && showText(duration, language),
    lapsed: hasLapsed(request),
    updated: outcome.open.updated,
    inTime: outcome.inTime && {
      until: formatDay(outcome.inTime.until, language),
      missing: outcome.inTime.missing,
    },
    email: outcome.email,
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
export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const spoken = textsFor(request).language;
  // Staff read it and it is printed.
  const language = printedLanguage(spoken);
  const visit = await visitOf(request, params);
  const form = await formOf(request);
  const chosen = wishesIn(request, portal, visit.municipality, form.raw, spoken);
  if ("wrong" in chosen) return data(chosen, { status: 422, headers: noStore });
  const sender = senderOf(request, clientAddress, form.raw);
  const outcome = await submit(portal, visit, language, wordsOf(language), chosen.wishes, sender);
  if (outcome.kind === "heldUp") return heldUp(outcome, form);
  if (outcome.kind === "changed")
    return data({ changed: outcome.pages }, { status: 409, headers: noStore });
  if (outcome.kind === "payment") return redirect(`${serviceUrl(visit)}/bezahlen`, 303);
  // The review itself tells what is open.
  if (outcome.kind === "review") return redirect(`${serviceUrl(visit)}/pruefen`, 303);
  throw await noPage(portal, outcome, request, visit);
}

/** Whether somebody wants to file although something is missing; said by the link that leads here. */
function wantsInTime(request: Request): boolean {
  return new URL(request.url).searchParams.has("fristwahrend");
}

export const headers = () => noStore;

export const handle: RouteHandle = {
  texts: ["portal", "forms", "errors", "payment", "identity"],
  limited: true,
};

export default function ReviewPage() {
  const { t, plain } = useTexts(["portal", "forms"]);
  const {
    service,
    base,
    lastPage,
    stepCount,
    sections,
    openSteps,
    lapsed,
    updated,
    municipality,
    inTime,
    email,
    fees,
    payment,
    marks,
    signIn,
    signInNews,
    afterwards,
    duration,
    opening,
    mayFile,
  } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const wrong = answer && "wrong" in answer ? answer.wrong : undefined;
  const changed = answer && "changed" in answer ? answer.changed : undefined;
  if (answer && !("wrong" in answer) && !("changed" in answer)) return <LimitPage post={answer} />;
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
      {wrong && (
        <ErrorSummary
          heading={t("forms:problem")}
          errors={[
            {
              name: "email",
              text: plain("review.emailWrong"),
              shown: t("review.emailWrong"),
            },
          ]}
        />
      )}
      {updated && <UpdatedForm />}
      {lapsed && <LapsedAnswers />}
      <div className="stack">
        {changed && (
          <Alert kind="warning" live title={t("review.changed")}>
            <p>{t("review.changedHint")}</p>
          </Alert>
        )}
        <SignInAlert signIn={signIn} news={signInNews} />
        {openSteps.length > 0 && (
          <Alert kind="warning" title={t("review.open")}>
            <p>{t(inTime ? "review.openHintInTime" : "review.openHint")}</p>
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
        <AnswerSummary sections={sections} base={base} {...(changed && { changed })} />
        {fees && <FeeView fees={fees} />}
        {payment.paid && <PaidNote paid={payment.paid} municipality={municipality} />}
        <NextSteps municipality={municipality} afterwards={afterwards} duration={duration} />
        <SignInNeed base={base} municipality={municipality} signIn={signIn} on="review" />
        {!payment.paid && <OpeningNote opening={opening} begun />}
        {mayFile && (openSteps.length === 0 || inTime) && signIn.isEnough && (
          <FileForm
            municipality={municipality}
            marks={marks}
            inTime={inTime}
            email={email}
            mailboxAt={signIn.hasMailbox ? signIn.provider : undefined}
            wrong={wrong}
            toPayment={payment.needed}
          />
        )}
        <NoticeLink base={base} />
        <LaterLink base={base} />
      </div>
    </>
  );
}
