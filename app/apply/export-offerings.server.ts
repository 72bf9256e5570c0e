import { randomUUID } from "node:crypto";
import { query, type Sql } from "#db/connect.ts";
import {
  listPublishedOfferings,
  listPublishedServices,
  type ArsRange,
  type OfferingCursor,
  type PublishedOffering,
  type PublishedService,
} from "#db/queries/published-offerings.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { xzufiMessage, type XzufiMunicipality } from "../documents/xzufi.v1.ts";

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
  const ids = [...new Set(offerings.map(({ id }) => id))];
  const services = await listPublishedServices(sql, ids);
  const byId = new Map(services.map((service) => [service.id, service]));
  const message = { origin, createdAt: clock(), id: randomUUID(), services };
  return xzufiMessage({ ...message, municipalities: grouped(offerings, byId, origin) });
}

function grouped(
  offerings: readonly PublishedOffering[],
  services: ReadonlyMap<string, PublishedService>,
  origin: string,
): XzufiMunicipality[] {
  const byArs = Map.groupBy(offerings, ({ ars }) => ars);
  return [...byArs].map(([ars, own]) => ({
    ars,
    name: own[0]?.municipality ?? "",
    offers: own.flatMap(({ id, slug, updatedAt }) => {
      const service = services.get(id);
      return service ? [{ service, address: `${origin}/${slug}/${id}`, changedAt: updatedAt }] : [];
    }),
  }));
}
