import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import {
  countConfirmations,
  listWished,
} from "#app/administration/confirmations/load-confirmations.server.ts";
import { findMunicipalities } from "#app/administration/find-municipalities.server.ts";
import {
  loadCatalogue,
  type Catalogue,
  type CatalogueRequest,
} from "#app/administration/load-catalogue.server.ts";
import { switchOffering } from "#app/administration/switch-offering.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import type { Language } from "#app/i18n/languages.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { StaffSession } from "#app/identity/session.server.ts";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { catalogueHref, readArs, readCatalogueQuery } from "./catalogue-query.ts";
import { CatalogueView } from "./catalogue-view.tsx";
import { MunicipalitySearch } from "./municipality-search.tsx";
import { NoEntry } from "./no-entry.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { areasOf, requireStaff } from "./staff-session.server.ts";
import { townAreas } from "./town-areas.server.ts";
import { switchTo } from "./switch-to.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "catalogue", "window", "forms"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const query = new URL(request.url).searchParams;
  const asked = readCatalogueQuery(query);
  const ars = readArs(query.get("gemeinde"));
  const catalogue = await loadCatalogue(portal, session, ars, asked, language);
  const t = serverI18n(language).getFixedT(language, ["administration", "portal"]);
  const frameOf = (title: string) => staffFrame(session, language, { title, area: "catalogue" });
  switch (catalogue.kind) {
    case "unknown":
      throw notFound({ reason: "municipality" });
    case "forbidden": {
      const frame = frameOf(t("portal:error.forbidden.title"));
      return data({ frame, kind: "forbidden" as const }, { status: 403, headers: noStore });
    }
    case "choose": {
      const typed = query.get("suche")?.slice(0, 100) ?? "";
      const found = await findMunicipalities(portal, typed);
      const hits = found.map(({ municipality, online }) => ({
        ars: municipality.ars,
        name: municipality.name,
        district: municipality.district,
        online,
      }));
      const frame = frameOf(t("municipalities.title"));
      return data({ frame, kind: "choose" as const, typed, hits }, { headers: noStore });
    }
    case "catalogue":
      return data(
        {
          ...page(catalogue, session, language, asked),
          waiting: await countConfirmations(portal, session, catalogue.municipality.ars),
          wished: await listWished(portal, session, catalogue.municipality.ars),
        },
        { headers: noStore },
      );
  }
}

function page(
  catalogue: Extract<Catalogue, { kind: "catalogue" }>,
  session: StaffSession,
  language: Language,
  { filter, page }: CatalogueRequest,
) {
  const { municipality, municipalities, online, ...list } = catalogue;
  const t = serverI18n(language).getFixedT(language, "administration");
  const name = shortName(municipality);
  const href = `/${municipality.slug}`;
  return {
    ...list,
    frame: staffFrame(session, language, {
      title: t("catalogue.title", { municipality: name }),
      area: "catalogue",
      municipality: { name, href },
    }),
    place: { ars: municipality.ars, name, href, online },
    places: municipalities.map((own) => ({ ars: own.ars, name: shortName(own) })),
    everywhere: areasOf(session).catalogue === "all",
    areas: townAreas(session, municipality.ars),
    asked: { filter, page },
  };
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { raw } = await formOf(request);
  const ars = readArs(raw["gemeinde"]?.[0]);
  const [service] = raw["service"] ?? [];
  const enabled = switchTo(raw["intent"]?.[0]);
  if (ars === undefined || service === undefined || enabled === undefined) {
    throw new Response(null, { status: 400 });
  }
  const { kind } = await switchOffering(portal, session, { ars, serviceId: service, enabled });
  if (kind === "unknown") throw notFound();
  if (kind === "forbidden") throw new Response(null, { status: 403 });
  if (kind === "forced") {
    // The page that says why.
    const why = new URLSearchParams({ gemeinde: ars, bleibt: service });
    return redirect(`/verwaltung/vorschlaege?${why.toString()}`, { status: 303, headers: noStore });
  }
  if (kind === "notReady") {
    const why = `/verwaltung/leistungen/${service}/bereit?gemeinde=${ars}`;
    return redirect(why, { status: 303, headers: noStore });
  }
  // Back to the part of the catalogue in which the switch stood.
  const asked = readCatalogueQuery(new URL(request.url).searchParams);
  const href = catalogueHref(ars, asked, { geaendert: service });
  return redirect(href, { status: 303, headers: noStore });
}

export default function Administration() {
  const loaded = useLoaded<typeof loader>();
  switch (loaded.kind) {
    case "forbidden":
      return <NoEntry />;
    case "choose":
      return <MunicipalitySearch typed={loaded.typed} hits={loaded.hits} />;
    case "catalogue":
      return <CatalogueView {...loaded} />;
  }
}
