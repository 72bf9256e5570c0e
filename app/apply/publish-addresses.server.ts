import { query } from "#db/connect.ts";
import {
  listPublishedAddresses,
  listPublishingMunicipalities,
  mostAddressesOfOne,
  type ArsRange,
  type OfferingCursor,
} from "#db/queries/published-offerings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { mostInSitemap, sitemapEnd, sitemapLines, sitemapStart } from "../documents/sitemap.v1.ts";

/**
 * The parts of the sitemap. No part has too many addresses, and nothing is counted: no municipality can have more than there
 * are services, so that a part takes as many municipalities as that leaves room for.
 */
export async function listSitemapParts({ database }: Portal): Promise<readonly ArsRange[]> {
  return query(database, async (sql) => {
    const towns = await listPublishingMunicipalities(sql);
    const size = Math.max(1, Math.floor(mostInSitemap / (await mostAddressesOfOne(sql))));
    return Array.from({ length: Math.ceil(towns.length / size) }, (_, at) => {
      const part = towns.slice(at * size, (at + 1) * size);
      return { from: part[0] ?? "", to: part.at(-1) ?? "" };
    });
  });
}

/** Addresses read at once. */
const step = 5000;

/** The XML of a part, piece by piece. `origin`: of the portal, without trailing slash. */
export async function* sitemapPart(
  { database }: Portal,
  range: ArsRange,
  origin: string,
): AsyncGenerator<string> {
  yield sitemapStart;
  let cursor: OfferingCursor | undefined;
  let count = 0;
  let limit = step;
  do {
    limit = Math.min(step, mostInSitemap - count);
    const rows = await query(database, (sql) => listPublishedAddresses(sql, range, cursor, limit));
    yield sitemapLines(
      rows.map(({ slug, id, updatedAt }) => ({
        address: `${origin}/${slug}${id === "" ? "" : `/${id}`}`,
        changedAt: updatedAt,
      })),
    );
    count += rows.length;
    cursor = rows.length < limit ? undefined : rows.at(-1);
  } while (cursor && count < mostInSitemap);
  yield sitemapEnd;
}
