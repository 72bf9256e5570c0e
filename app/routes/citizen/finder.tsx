import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { findByStreet } from "#app/apply/find-by-street.server.ts";
import { findMunicipality } from "#app/apply/find-municipality.server.ts";
import { readLeikaKey } from "#app/domain/leika.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { FinderPage } from "./finder-page.tsx";
import { finderView, isDeepLink } from "./finder-view.server.ts";
import { toHit } from "./hits.ts";
import { MunicipalityList } from "./municipality-hits.tsx";
import { StreetQuestion } from "./street-question.tsx";

export const handle: RouteHandle = { texts: ["portal", "finder"] };

/** Finds the municipality for an act; without one it is what the home page does. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { t } = textsFor(request);
  const { search, searchParams } = new URL(request.url);
  // Runs after the action, too.
  if (searchParams.has("strasse"))
    return { frame: { title: t("finder.streetTitle", { ns: "finder" }) }, view: undefined };
  if (!isDeepLink(request)) return redirect(`/${search}`, 302);
  const { view, status } = await finderView(request, portal);
  return data({ frame: view.frame, view }, { status });
}

/** Which municipality a street belongs to. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { raw } = await formOf(request);
  const text = (name: string) => (raw[name]?.[0] ?? "").trim().slice(0, 150);
  const [code, street, leika] = [text("plz"), text("strasse"), readLeikaKey(text("leika")) ?? ""];
  if (!/^\d{5}$/.test(code)) throw new Response(null, { status: 400 });
  const town = await findByStreet(portal, code, street);
  if (town) {
    const href = leika === "" ? `/${town.slug}` : `/?ars=${town.ars}&leika=${leika}`;
    return redirect(href, { status: 303, headers: noStore });
  }
  const { hits } = await findMunicipality(portal, code);
  const answer = { code, street, leika, hits: hits.map((hit) => toHit(hit, leika)) };
  return data(answer, { status: 422, headers: noStore });
}

export default function Finder() {
  const { t } = useTexts(["portal", "finder"]);
  const { view } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (view && !answer) return <FinderPage view={view} />;
  if (!answer) return <PageHeading title={t("finder.streetTitle")} lead={<HomeLink />} />;
  const { code, street, leika, hits } = answer;
  return (
    <>
      <PageHeading title={t("finder.streetTitle")} lead={t("finder.shared", { code })} />
      <div className="stack">
        <StreetQuestion
          action="/zustaendig?strasse"
          hidden={{ plz: code, leika }}
          unknown={street}
        />
        <section>
          <h2 className="section-title">{t("home.hits", { count: hits.length })}</h2>
          <MunicipalityList hits={hits} />
        </section>
      </div>
    </>
  );
}

function HomeLink() {
  const { t } = useTexts("portal");
  return <a href="/">{t("error.toHome")}</a>;
}
