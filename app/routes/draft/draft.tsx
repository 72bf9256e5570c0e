import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { discardDraft } from "#app/apply/discard-draft.server.ts";
import { mailResumeLink } from "#app/apply/mail-resume-link.server.ts";
import { makeResumeLink } from "#app/apply/make-resume-link.server.ts";
import { shown } from "#app/forms/shown.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { serviceUrl } from "../citizen/addresses.ts";
import { ticketHeaders, visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import type { RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { heldUp, senderOf } from "../sender.server.ts";
import { CarryForm } from "./carry-form.tsx";
import { DraftData } from "./draft-data.tsx";
import { draftView } from "./draft-view.server.ts";
import { linkLetter } from "./link-letter.server.ts";
import { MailLink, Told } from "./mail-link.tsx";
import { ResumeLink } from "./resume-link.tsx";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  return draftView(portal, request, await visitOf(request, params));
}

export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const form = await formOf(request);
  const { raw } = form;
  const sender = senderOf(request, clientAddress, raw);
  const base = serviceUrl(visit);
  switch (raw["intent"]?.at(-1)) {
    case "discard": {
      const outcome = await discardDraft(portal, visit, sender);
      if (outcome.kind !== "discarded") throw noJourney(outcome, visit);
      const headers = await ticketHeaders(request, visit, "none");
      return redirect(`${base}?hinweis=geloescht`, { status: 303, headers });
    }
    case "mail": {
      const to = [raw["to"] ?? ""].flat().join("");
      const letter = linkLetter(request, sender.language);
      const outcome = await mailResumeLink(portal, visit, to, letter, sender);
      if (outcome.kind === "heldUp") return heldUp(outcome, form);
      if (outcome.kind === "nothing") return redirect(`${base}/entwurf`, 303);
      if (outcome.kind === "sent" || outcome.kind === "failed" || outcome.kind === "limited") {
        return data(await draftView(portal, request, visit, { ...outcome, to }));
      }
      if (outcome.kind !== "wrongAddress") throw noJourney(outcome, visit);
      return data(await draftView(portal, request, visit, { ...outcome, to }), { status: 422 });
    }
    default: {
      const outcome = await makeResumeLink(portal, visit);
      if (outcome.kind === "made" || outcome.kind === "nothing")
        return redirect(`${base}/entwurf`, 303);
      throw noJourney(outcome, visit);
    }
  }
}

export const headers = () => noStore;

export const handle: RouteHandle = {
  limited: true,
  texts: ["portal", "forms", "errors", "draft"],
};

export default function DraftPage() {
  const { t } = useTexts("draft");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (answer && "task" in answer) return <LimitPage post={answer} />;
  const view = answer ?? loaded;
  const { base, service, draft } = view;
  if (!draft) {
    return (
      <>
        <PageHeading title={t("title")} above={shown(service)} />
        <EmptyState
          title={t("nothing.title")}
          action={<LinkButton href={base}>{t("backToForm")}</LinkButton>}
        >
          {t("nothing.body")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <Told outcome={view.mailed} />
      <BackLink href={`${base}/${draft.address}`}>{t("backToForm")}</BackLink>
      <PageHeading title={t("title")} above={shown(service)} lead={t("lead")} />
      <div className="stack">
        <p>{t("until", { date: draft.until })}</p>
        <ResumeLink link={draft.link} />
        {draft.link && draft.canMail && <MailLink outcome={view.mailed} />}
        <CarryForm action={`${base}/entwurf/angaben`} refused={view.passphraseRefused} />
        <DraftData base={base} />
      </div>
    </>
  );
}
