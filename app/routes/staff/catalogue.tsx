import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { loadWholeCatalogue } from "#app/administration/load-catalogue.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import { readCatalogueQuery } from "./catalogue-query.ts";
import { CatalogueView } from "./catalogue-view.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "catalogue"],
  scripts: "atOnce",
};

/** The catalogue without a municipality, for the operator; whoever has one sees it as it stands there. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const { search, searchParams } = new URL(request.url);
  const { filter, page, changed } = readCatalogueQuery(searchParams);
  const asked = { filter: { ...filter, offered: undefined }, page };
  const list = await loadWholeCatalogue(portal, session, { ...asked, changed }, language);
  if (!list) return redirect(`/verwaltung${search}`, { status: 303, headers: noStore });
  const t = serverI18n(language).getFixedT(language, "catalogue");
  const frame = staffFrame(session, language, { title: t("whole.title"), area: "catalogue" });
  return data({ frame, ...list, asked }, { headers: noStore });
}

export default function CataloguePage() {
  const { frame: _, ...loaded } = useLoaded<typeof loader>();
  const nothing = { places: [], areas: [], waiting: 0, wished: [] };
  return <CatalogueView {...loaded} {...nothing} everywhere mayChange={false} />;
}
