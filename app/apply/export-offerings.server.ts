import { randomUUID } from "node:crypto";
import { query, type Sql } from "#db/connect.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import {
  listPublishedOfferings,
  listPublishedServices,
  type ArsRange,
  type OfferingCursor,
  type OnlineOffering,
  type PublishedListing,
  type PublishedOffering,
  type PublishedService,
} from "#db/queries/published-offerings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { ownId, xzufiMessage, type XzufiOffer, type XzufiService } from "../documents/xzufi.v1.ts";
import { applyAbout } from "../domain/overlay/apply-overlay.ts";
import { noOverlay } from "../domain/overlay/overlay.ts";

/** Offerings of one page. */
const onPage = 500;
const everywhere: ArsRange = { from: "", to: "999999999999" };

export interface OfferingsPage {
  readonly xml: string;
  /** Where the next page begins; undefined behind the last one. */
  readonly next: string | undefined;
}

/** A page of all offerings of the portal for other portals. `after`: where it begins, as the page before said. */
export async function exportOfferings(
  portal: Portal,
  after: string | undefined,
  origin: string,
): Promise<OfferingsPage | undefined> {
  const [, ars, id] = /^(\d{12})\.([a-z0-9-]+)$/.exec(after ?? "") ?? [];
  if (after !== undefined && ars === undefined) return undefined;
  const cursor = ars === undefined || id === undefined ? undefined : { ars, id };
  return query(portal.database, async (sql) => {
    const offerings = await listPublishedOfferings(sql, everywhere, cursor, onPage);
    const last: OfferingCursor | undefined = offerings.at(-1);
    return {
      xml: await messageOf(sql, portal, offerings, origin),
      next: last && offerings.length === onPage ? `${last.ars}.${last.id}` : undefined,
    };
  });
}

/** All offerings of one municipality; undefined where there is no such municipality. */
export async function exportMunicipality(
  portal: Portal,
  slug: string,
  origin: string,
): Promise<string | undefined> {
  return query(portal.database, async (sql) => {
    const town = await findMunicipalityBySlug(sql, slug);
    if (!town) return undefined;
    const range = { from: town.ars, to: town.ars };
    const offerings = await listPublishedOfferings(sql, range, undefined, 100_000);
    return messageOf(sql, portal, offerings, origin);
  });
}

async function messageOf(
  sql: Sql,
  { clock }: Portal,
  offerings: readonly PublishedOffering[],
  origin: string,
): Promise<string> {
  const versions = offerings.flatMap(({ id, online }) =>
    online ? [`${id} ${online.version}`] : [],
  );
  const known = await listPublishedServices(
    sql,
    [...new Set(versions)].map((one) => {
      const [id = "", version = ""] = one.split(" ");
      return { id, version };
    }),
  );
  const byVersion = new Map(known.map((one) => [`${one.id} ${one.version}`, one]));
  const municipalities = [...Map.groupBy(offerings, ({ ars }) => ars)].map(([ars, own]) => ({
    ars,
    name: own[0]?.municipality ?? "",
    offers: own.flatMap((one): XzufiOffer | readonly [] => {
      const page = `${origin}/${one.slug}/${one.id}`;
      if (one.listing) return offerOnPaper(one, one.listing, page);
      const service = byVersion.get(`${one.id} ${one.online.version}`);
      if (!service) return [];
      return { service: asDescribed(one, service), address: page, changedAt: one.updatedAt };
    }),
  }));
  const services = new Set(
    municipalities.flatMap(({ offers }) => offers.map((one) => one.service)),
  );
  const message = { origin, createdAt: clock(), id: randomUUID() };
  return xzufiMessage({ ...message, services: [...services], municipalities });
}

/** The service in the municipality's own words, where it has any. */
function asDescribed({ ars, id, online }: OnlineOffering, service: PublishedService): XzufiService {
  const own = applyAbout(service, online.overlay ?? noOverlay);
  return own === service && online.isCurrent ? service : { ...own, id: ownId(ars, id) };
}

function offerOnPaper(
  { ars, id, updatedAt }: PublishedOffering,
  { leikaKey, name, summary, fee }: PublishedListing,
  page: string,
): XzufiOffer {
  const service: XzufiService = {
    id: ownId(ars, id),
    version: undefined,
    page,
    name: { de: name },
    leikaKeys: leikaKey === null ? [] : [leikaKey],
    languages: ["de"],
    description: { summary: { de: summary }, ...(fee !== "" && { fee: { de: fee } }) },
  };
  return { service, address: undefined, changedAt: updatedAt };
}
