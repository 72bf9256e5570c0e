import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  listWished,
  loadOpenConfirmation,
} from "#app/administration/confirmations/load-confirmations.server.ts";
import { loadCatalogueEntry } from "#app/administration/load-catalogue-entry.server.ts";
import { setResponsible } from "#app/administration/set-responsible.server.ts";
import { switchOffering } from "#app/administration/switch-offering.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { stateName } from "#app/domain/state-names.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { ConfirmationCard } from "../confirmation/confirmation-card.tsx";
import { wordOpen } from "../confirmation/shown-confirmations.server.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { EntryFacts } from "./catalogue-entry-facts.tsx";
import { EntryState } from "./catalogue-entry-state.tsx";
import { entryHref, readArs } from "./catalogue-query.ts";
import { ResponsibleForm } from "./responsible-form.tsx";
import { seenIn } from "./overtaken.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";
import { switchTo } from "./switch-to.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "catalogue", "confirmation"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const query = new URL(request.url).searchParams;
  const asked = { ars: readArs(query.get("gemeinde")), serviceId: params["service"] ?? "" };
  const entry = await loadCatalogueEntry(portal, session, asked, language);
  if (!entry) throw notFound();
  const { municipality, authority, users, service, mayChange, seen } = entry;
  const place = municipality && {
    ars: municipality.ars,
    name: shortName(municipality),
    href: `/${municipality.slug}`,
    state: stateName(municipality.state),
    here: users.find(({ state }) => state === municipality.state)?.count ?? 0,
  };
  const done = query.get("erledigt");
  const key = place && { ars: place.ars, kind: "switchOn" as const, subject: service.id };
  const open = key && (await loadOpenConfirmation(portal, session, key));
  const wished = place ? await listWished(portal, session, place.ars) : [];
  return data(
    {
      frame: staffFrame(session, language, {
        title: service.name.text,
        area: "catalogue",
        ...(place && { municipality: { name: place.name, href: place.href } }),
      }),
      service,
      place,
      mayChange,
      isWished: wished.includes(service.id),
      confirmation: place && open && wordOpen(open, place.ars, language),
      authority: authority && { name: authority.name, ars: authority.ars },
      seen,
      done: (["switched", "asked", "saved"] as const).find((one) => one === done),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { raw } = await formOf(request);
  const ars = readArs(raw["gemeinde"]?.[0]);
  const serviceId = params["service"] ?? "";
  const intent = raw["intent"]?.[0];
  const enabled = switchTo(intent);
  if (ars === undefined) throw new Response(null, { status: 400 });
  const back = (erledigt: string) =>
    redirect(entryHref(serviceId, ars, { erledigt }), { status: 303, headers: noStore });
  if (intent === "responsible") {
    const responsible = (raw["responsible"]?.[0] ?? "").trim();
    const said = { ars, serviceId, responsible };
    const seen = seenIn(raw);
    const set = await setResponsible(portal, session, said, seen);
    const { kind } = set;
    if (kind === "unknown") throw notFound();
    if (kind === "saved") return back("saved");
    if (kind === "overtaken")
      return data({ ...set, typed: responsible }, { status: 409, headers: noStore });
    return data({ kind, typed: responsible, seen }, { status: 422, headers: noStore });
  }
  if (enabled === undefined) throw new Response(null, { status: 400 });
  const { kind } = await switchOffering(portal, session, { ars, serviceId, enabled });
  if (kind === "unknown") throw notFound();
  if (kind === "forbidden") throw new Response(null, { status: 403 });
  // The pages that say why.
  if (kind === "forced") {
    const why = new URLSearchParams({ gemeinde: ars, bleibt: serviceId });
    return redirect(`/verwaltung/vorschlaege?${why.toString()}`, { status: 303, headers: noStore });
  }
  if (kind === "notReady") {
    const why = `/verwaltung/leistungen/${serviceId}/bereit?gemeinde=${ars}`;
    return redirect(why, { status: 303, headers: noStore });
  }
  return back(kind === "switched" ? "switched" : "asked");
}

export default function CatalogueEntryPage() {
  const { t, i18n } = useTranslation(["administration", "catalogue"]);
  const { service, place, mayChange, isWished, confirmation, authority, seen, done } =
    useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { name, summary, online } = service;
  const foreign = (language: string) => (language === i18n.language ? undefined : language);
  const back = place ? `/verwaltung?gemeinde=${place.ars}` : "/verwaltung/katalog";
  return (
    <>
      <BackLink href={back}>{t("catalogue:entry.back")}</BackLink>
      <PageHeading
        above={place?.name}
        title={name.text}
        lang={foreign(name.language)}
        lead={<span lang={foreign(summary.language)}>{summary.text}</span>}
      />
      <div className="stack">
        {!answer && done === "switched" && (
          <Alert
            kind={online ? "success" : "info"}
            titleAs="p"
            live
            title={t(online ? "catalogue.turnedOn" : "catalogue.turnedOff", { service: name.text })}
          />
        )}
        {!answer && done === "asked" && isWished && (
          <Alert
            kind="info"
            titleAs="p"
            live
            title={t("catalogue.asked", { service: name.text })}
          />
        )}
        {!answer && done === "saved" && (
          <Alert kind="success" titleAs="p" live title={t("catalogue:responsible.saved")} />
        )}
        {place && <EntryState {...{ place, service, mayChange, isWished }} />}
        {place && confirmation && <ConfirmationCard ars={place.ars} confirmation={confirmation} />}
        <EntryFacts service={service} place={place} />
        {place && (
          <ResponsibleForm
            place={place}
            service={service}
            mayChange={mayChange}
            authority={authority}
            seen={answer ? answer.seen : seen}
            answer={answer}
          />
        )}
      </div>
    </>
  );
}
