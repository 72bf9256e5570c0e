import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { describeService } from "#app/apply/describe-service.server.ts";
import { discardDraft } from "#app/apply/discard-draft.server.ts";
import { shown } from "#app/forms/shown.tsx";
import { formatDay } from "#app/i18n/format.ts";
import { languages } from "#app/i18n/languages.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame, serviceUrl } from "./addresses.ts";
import { ticketHeaders, visitOf } from "./draft-cookie.server.ts";
import { noJourney } from "./journey-responses.server.ts";
import { OtherForms, OtherLanguage } from "./other-forms.tsx";
import { ServiceFacts } from "./service-facts.tsx";
import { ServiceStart } from "./service-start.tsx";
import { serviceTexts } from "./service-texts.server.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const outcome = await describeService(portal, visit, languages);
  if (outcome.kind !== "service") throw noJourney(outcome, visit);
  const { draft, filed } = outcome;
  const service = serviceTexts(outcome.service, language);
  const municipality = municipalityFrame(outcome.municipality);
  const frame: Frame = {
    ...(!draft && filed === undefined && { forEverybody: true }),
    title: t("page.documentTitle", { title: service.name.text, service: municipality.name }),
    municipality,
  };
  const news = new URL(request.url).searchParams.get("hinweis");
  return {
    frame,
    municipality,
    service,
    languages: outcome.languages,
    lacking: outcome.languages.find((share) => share.language === language && share.missing > 0),
    base: serviceUrl(visit),
    start: outcome.start,
    draft: draft && {
      until: formatDay(draft.expiresAt, language),
      address: draft.address ?? "pruefen",
    },
    filed,
    news: news === "geloescht" || news === "abgelaufen" ? news : undefined,
  };
}

/** Discards what was begun, or begins anew after something was filed. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const headers = await ticketHeaders(request, visit, "none");
  if (raw["intent"]?.[0] === "discard") {
    const outcome = await discardDraft(portal, visit);
    if (outcome.kind !== "discarded") throw noJourney(outcome, visit);
    return redirect(`${serviceUrl(visit)}?hinweis=geloescht`, { status: 303, headers });
  }
  const outcome = await describeService(portal, visit);
  if (outcome.kind !== "service") throw noJourney(outcome, visit);
  if (outcome.start === undefined) throw notFound();
  const kept = outcome.filed === undefined ? {} : { headers };
  return redirect(`${serviceUrl(visit)}/${outcome.start}`, { status: 303, ...kept });
}

export const headers = () => noStore;

export default function ServicePage() {
  const { t } = useTexts(["portal", "errors"]);
  const loaded = useLoaded<typeof loader>();
  const {
    municipality,
    service,
    languages: shares,
    lacking,
    base,
    start,
    draft,
    filed,
    news,
  } = loaded;
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
        {news === "geloescht" && (
          <Alert kind="success" titleAs="p" live title={t("service.discarded")} />
        )}
        {news === "abgelaufen" && (
          <Alert kind="warning" titleAs="p" live title={t("errors:draftGone")} />
        )}
        {lacking && <OtherLanguage {...lacking} />}
        <ServiceStart base={base} start={start} draft={draft} filed={filed} />
        <OtherForms service={service} />
        <ServiceFacts service={service} municipality={municipality.name} languages={shares} />
      </div>
    </>
  );
}
