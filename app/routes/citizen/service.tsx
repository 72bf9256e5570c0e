import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { countServiceView } from "#app/apply/count-figures.server.ts";
import { describeService } from "#app/apply/describe-service.server.ts";
import { findTownBySlug } from "#app/apply/find-town-by-slug.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import { fromLink, prefillDraft } from "#app/apply/prefill-draft.server.ts";
import { discardDraft } from "#app/apply/discard-draft.server.ts";
import { fillExample } from "#app/apply/fill-example.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { isListedId } from "#app/domain/listed-service.ts";
import { shortName } from "#app/domain/municipality.ts";
import { showText } from "#app/domain/shown-page.ts";
import { shown } from "#app/forms/shown.tsx";
import { enterSharedDevice, sharedDeviceKey } from "#app/http/shared-device.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { languages } from "#app/i18n/languages.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { heldUp, senderOf } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame, serviceUrl } from "./addresses.ts";
import { ticketHeaders, visitOf } from "./draft-cookie.server.ts";
import { ExampleForm } from "./example-form.tsx";
import { noJourney } from "./journey-responses.server.ts";
import { SignInAlert } from "../sign-in/sign-in-alert.tsx";
import { SignInNeed } from "../sign-in/sign-in-need.tsx";
import { signInNewsIn } from "../sign-in/sign-in-news.ts";
import { SignInOffer } from "../sign-in/sign-in-offer.tsx";
import { signInView } from "../sign-in/sign-in-view.server.ts";
import { OpeningNote } from "./opening-note.tsx";
import { openingView } from "./opening-view.ts";
import { endPreviewHeaders } from "./preview-cookie.server.ts";
import { SharedDeviceOffer } from "../draft/shared-device-offer.tsx";
import { LinkedData } from "./linked-data.tsx";
import { ListingPage } from "./listing-page.tsx";
import { listingView } from "./listing-view.server.ts";
import { offeringData } from "./offering-data.server.ts";
import { OtherForms, OtherLanguage } from "./other-forms.tsx";
import { ServiceFacts } from "./service-facts.tsx";
import { newsIn, ServiceNews } from "./service-news.tsx";
import { ServiceStart } from "./service-start.tsx";
import { serviceTexts } from "./service-texts.server.ts";
import { trialOf } from "./trial.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  if (isListedId(visit.service)) {
    const paper = await listingView(request, portal, visit.municipality, visit.service);
    return { frame: paper.frame, paper };
  }
  const { searchParams } = new URL(request.url);
  const outcome = await describeService(portal, visit, languages, fromLink(searchParams));
  if (visit.preview !== undefined && !isPreviewed(outcome))
    return redirect(request.url, { status: 303, headers: endPreviewHeaders(request, visit) });
  if (outcome.kind !== "service") throw noJourney(outcome, visit);
  const { draft, filed, prefilled } = outcome;
  countServiceView(portal, outcome, { language });
  const service = serviceTexts(outcome.service, language);
  const municipality = municipalityFrame(outcome.municipality);
  const inPlaceOf = await townInPlace(portal, searchParams.get("fuer"));
  const frame: Frame = {
    ...(!draft &&
      !inPlaceOf &&
      filed === undefined &&
      prefilled.length === 0 && { forEverybody: true }),
    title: t("page.documentTitle", { title: service.name.text, service: municipality.name }),
    municipality,
    ...trialOf(outcome, visit),
  };
  return {
    frame,
    municipality,
    service,
    languages: outcome.languages,
    lacking: outcome.languages.find((share) => share.language === language && share.missing > 0),
    base: serviceUrl(visit),
    inPlaceOf,
    linkedData: await offeringData(request, portal, visit, outcome, service),
    opening: openingView(outcome.opening, language),
    test: outcome.test,
    start: outcome.start,
    draft: draft && {
      until: formatDay(draft.expiresAt, language),
      address: draft.address ?? "pruefen",
    },
    filed,
    shared: sharedDeviceKey(request) !== undefined,
    prefilled: prefilled.map((label) => showText(label, language)),
    news: newsIn(searchParams.get("hinweis")),
    signIn: signInView(outcome.signIn, language),
    signInNews: signInNewsIn(request),
  };
}

/** The municipality for which this one is responsible, as the link that led here says. */
async function townInPlace(portal: Portal, slug: string | null): Promise<string | undefined> {
  const town = slug === null ? undefined : await findTownBySlug(portal, slug);
  return town && shortName(town);
}

/** A link that has expired, or was taken back, shows nothing any more. */
function isPreviewed(outcome: Awaited<ReturnType<typeof describeService>>): boolean {
  return outcome.kind === "service" && outcome.opening.test === "preview";
}

/** Discards what was begun, or begins anew after something was filed. */
export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const form = await formOf(request);
  const { raw } = form;
  if (raw["intent"]?.[0] === "shared") {
    const { key, cookie } = enterSharedDevice(new URL(request.url));
    // What was begun before is locked along with everything else.
    const own = new Headers(await ticketHeaders(request, visit, visit.ticket, key));
    own.append("Set-Cookie", cookie);
    return redirect(serviceUrl(visit), { status: 303, headers: own });
  }
  const headers = await ticketHeaders(request, visit, "none");
  const intent = raw["intent"]?.[0];
  if (intent === "example") {
    const outcome = await fillExample(portal, visit, senderOf(request, clientAddress, raw));
    if (outcome.kind === "heldUp") return heldUp(outcome, form);
    if (outcome.kind === "notATest") throw notFound();
    if (outcome.kind !== "filled") throw noJourney(outcome, visit);
    const address = outcome.address ?? "pruefen";
    const own = await ticketHeaders(request, visit, outcome.ticket);
    return redirect(`${serviceUrl(visit)}/${address}`, { status: 303, headers: own });
  }
  // What cannot be begun anew is not thrown away for that.
  if (intent === "anew" && !(await mayBegin(portal, visit)))
    return redirect(`${serviceUrl(visit)}?hinweis=nichtOffen`, 303);
  if (intent === "discard" || intent === "anew") {
    const outcome = await discardDraft(portal, visit, textsFor(request));
    if (outcome.kind !== "discarded") throw noJourney(outcome, visit);
    if (intent === "discard")
      return redirect(`${serviceUrl(visit)}?hinweis=geloescht`, { status: 303, headers });
  }
  if (raw["intent"]?.[0] === "prefill") return startPrefilled(request, portal, visit);
  const outcome = await describeService(portal, visit);
  if (outcome.kind !== "service") throw noJourney(outcome, visit);
  if (outcome.opening.state.kind !== "open")
    return redirect(`${serviceUrl(visit)}?hinweis=nichtOffen`, 303);
  if (outcome.start === undefined) throw notFound();
  const kept = outcome.filed === undefined && intent !== "anew" ? {} : { headers };
  return redirect(`${serviceUrl(visit)}/${outcome.start}`, { status: 303, ...kept });
}

async function mayBegin(portal: Portal, visit: Visit): Promise<boolean> {
  const outcome = await describeService(portal, visit);
  return outcome.kind === "service" && outcome.opening.state.kind === "open";
}

/** Begins with what the link says, or goes on with it. */
async function startPrefilled(request: Request, portal: Portal, visit: Visit) {
  const { searchParams } = new URL(request.url);
  const outcome = await prefillDraft(portal, visit, "link", fromLink(searchParams));
  if (outcome.kind !== "prefilled") throw noJourney(outcome, visit);
  const { ticket, address = "pruefen" } = outcome;
  return redirect(`${serviceUrl(visit)}/${address}`, {
    status: 303,
    headers: await ticketHeaders(request, visit, ticket),
  });
}

export const headers = () => noStore;

export const handle: RouteHandle = {
  texts: ["portal", "forms", "errors", "identity"],
  limited: true,
};

export default function ServicePage() {
  const { t } = useTexts(["portal", "errors"]);
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if ("paper" in loaded) return <ListingPage view={loaded.paper} />;
  const { municipality, service, languages: shares, lacking, signIn, signInNews } = loaded;
  const { base, opening, test, start, draft, filed, shared, prefilled, news } = loaded;
  if (answer) return <LimitPage post={answer} />;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t("shell.start"), href: "/" },
          { label: municipality.name, href: municipality.href },
          { label: service.name.text, lang: service.name.lang },
        ]}
      />
      <PageHeading
        title={service.name.text}
        lead={shown(service.summary)}
        lang={service.name.lang}
      />
      <div className="stack">
        <ServiceNews news={news} />
        <SignInAlert signIn={signIn} news={signInNews} />
        {loaded.inPlaceOf !== undefined && (
          <Alert
            kind="info"
            titleAs="p"
            title={t("service.inPlaceOf", {
              town: loaded.inPlaceOf,
              municipality: municipality.name,
            })}
          />
        )}
        {lacking && <OtherLanguage {...lacking} />}
        <OpeningNote opening={opening} begun={draft !== undefined} />
        <SignInNeed base={base} municipality={municipality.name} signIn={signIn} on="service" />
        <ServiceStart
          base={base}
          start={start}
          draft={draft}
          filed={filed}
          prefilled={prefilled}
          signIn={signIn}
        />
        {(start !== undefined || draft) && <SignInOffer base={base} signIn={signIn} />}
        {test && start !== undefined && !draft && <ExampleForm />}
        {(start !== undefined || draft) && (
          <p>
            <a className="plain-link" href={`${base}/entwurf/uebernehmen`}>
              {t("service.takeOver")}
            </a>
          </p>
        )}
        {!shared && (start !== undefined || draft) && <SharedDeviceOffer />}
        <OtherForms service={service} />
        <ServiceFacts
          base={base}
          service={service}
          municipality={municipality.name}
          languages={shares}
        />
      </div>
      <LinkedData data={loaded.linkedData} />
    </>
  );
}
