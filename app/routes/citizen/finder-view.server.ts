import { findMunicipality } from "#app/apply/find-municipality.server.ts";
import { postalCodeToAsk } from "#app/apply/find-by-street.server.ts";
import {
  followDeepLink,
  type AskedAct,
  type DeepLink,
} from "#app/apply/follow-deep-link.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { shortName, type Municipality } from "#app/domain/municipality.ts";
import { showText } from "#app/domain/shown-page.ts";
import type { Language } from "#app/i18n/languages.ts";
import { searchedFor, textsFor } from "../texts-for.server.ts";
import { leading, municipalityFrame } from "./addresses.ts";
import { toHit, type Hit } from "./hits.ts";

/** What the page that finds the responsible authority shows. */
export interface FinderView {
  readonly frame: { readonly title: string };
  readonly kind: "act" | "towns" | "several" | "notOffered" | "outside" | "unknown";
  readonly title: string;
  readonly lead: string;
  /** Links to choose from. */
  readonly links: readonly {
    readonly href: string;
    readonly title: string;
    readonly lang?: string;
  }[];
  /** Of an authority that is not on this portal; "" where none is known. */
  readonly url: string;
  readonly municipality?: { readonly name: string; readonly href: string };
  /** Stays in the search for a municipality. */
  readonly leika: string;
  readonly search: {
    readonly query: string;
    readonly hits: readonly Hit[] | undefined;
    readonly more: boolean;
    /** The street would tell which one it is. */
    readonly postalCode: string | undefined;
  };
}

/** Whether an address is a link of another portal. */
export function isDeepLink(request: Request): boolean {
  const { searchParams } = new URL(request.url);
  return searchParams.has("ars") || searchParams.has("leika");
}

/** Where the link leads: thrown as a redirect, or a page with its status. */
export async function finderView(
  request: Request,
  portal: Portal,
): Promise<{ readonly view: FinderView; readonly status: number }> {
  const { language } = textsFor(request);
  const { searchParams } = new URL(request.url);
  const given = (name: string) => searchParams.get(name)?.trim().slice(0, 100);
  const asked = { ars: given("ars"), leika: given("leika") };
  const link = await followDeepLink(portal, asked, language);
  if (link.kind === "town") throw leading(`/${link.town.slug}`);
  if (link.kind === "offered") throw leading(hrefOf(link));
  const query = searchedFor(request);
  const key = "act" in link && link.act ? link.act.key : "";
  const found = query === "" ? undefined : await findMunicipality(portal, query);
  return {
    status: { act: 200, towns: 300, several: 300, notOffered: 404, outside: 404, unknown: 404 }[
      link.kind
    ],
    view: {
      ...wordsFor(request, link, language),
      kind: link.kind,
      url: link.kind === "outside" ? link.authority.url : "",
      ...("town" in link && { municipality: municipalityFrame(link.town) }),
      leika: key,
      search: {
        query,
        hits: found?.hits.map((hit) => toHit(hit, key)),
        more: found?.more ?? false,
        postalCode: query === "" ? undefined : await postalCodeToAsk(portal, query),
      },
    },
  };
}

function hrefOf({ town, id, inPlaceOf }: Extract<DeepLink, { kind: "offered" }>): string {
  const href = `/${town.slug}/${id}`;
  return inPlaceOf ? `${href}?fuer=${inPlaceOf.slug}` : href;
}

type OnPage = Exclude<DeepLink, { kind: "town" | "offered" }>;

function wordsFor(
  request: Request,
  link: OnPage,
  language: Language,
): Pick<FinderView, "title" | "lead" | "links" | "frame"> {
  const { t } = textsFor(request);
  const act = "act" in link ? nameOf(link.act) : "";
  const municipality = "town" in link ? shortName(link.town) : "";
  const authority = link.kind === "outside" ? shortName(link.authority) : "";
  const what = link.kind === "unknown" ? link.what : "";
  const params = { ns: "finder", act, municipality, authority };
  const title = t(`finder.${link.kind}${what}.title`, params);
  const lead = t(`finder.${link.kind}${what}.lead`, params);
  return { frame: { title }, title, lead, links: linksOf(link, language) };
}

function linksOf(link: OnPage, language: Language): FinderView["links"] {
  if (link.kind === "towns") return link.towns.map((town) => townLink(town, link.act));
  if (link.kind !== "several") return [];
  return link.acts.map(({ id, name }) => {
    const { text, lang } = showText(name, language);
    return { href: `/${link.town.slug}/${id}`, title: text, ...(lang !== undefined && { lang }) };
  });
}

function townLink(town: Municipality, act: AskedAct | undefined) {
  const href = act ? `/?ars=${town.ars}&leika=${act.key}` : `/${town.slug}`;
  return { href, title: shortName(town) };
}

function nameOf(act: AskedAct | undefined): string {
  return act ? (act.name ?? `LeiKa ${act.key}`) : "";
}
