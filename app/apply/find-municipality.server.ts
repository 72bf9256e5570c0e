import { query } from "#db/connect.ts";
import { listBusiestMunicipalities } from "#db/queries/active-municipalities.ts";
import { searchMunicipalities } from "#db/queries/municipality-search.ts";
import { countEnabledOfferings } from "#db/queries/offerings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";

/** A municipality to choose. */
export interface OfferedMunicipality extends Municipality {
  readonly matchedPostalCode?: string;
  /** How many applications one can send it online. */
  readonly services: number;
}

const mostHits = 10;
const mostPopular = 6;
/** Milliseconds for which the popular ones are kept: putting all towns in order takes longer than a page should. */
const popularFor = 60_000;

/** Municipalities for what a citizen typed: a name, a postal code, or the start of one. */
export async function findMunicipality(
  portal: Portal,
  typed: string,
): Promise<{ readonly hits: readonly OfferedMunicipality[]; readonly more: boolean }> {
  return query(portal.database, async (sql) => {
    // One more than shown tells whether there are more.
    const found = await searchMunicipalities(sql, typed, mostHits + 1);
    const counts = await countEnabledOfferings(
      sql,
      found.map(({ ars }) => ars),
    );
    const hits = found
      .slice(0, mostHits)
      .map((municipality) => ({ ...municipality, services: counts.get(municipality.ars) ?? 0 }));
    return { hits, more: found.length > mostHits };
  });
}

interface Popular {
  readonly until: number;
  readonly list: readonly OfferedMunicipality[];
}
const popular = new WeakMap<Portal, Popular>();
const counting = new WeakMap<Portal, Promise<Popular>>();

/**
 * Municipalities that offer most, for those who only want to look around. Counted once at a time, and meanwhile everybody gets those
 * of the last time.
 */
export async function popularMunicipalities(
  portal: Portal,
): Promise<readonly OfferedMunicipality[]> {
  const known = popular.get(portal);
  if (known && known.until > portal.clock().getTime()) return known.list;
  const running = counting.get(portal) ?? count(portal);
  counting.set(portal, running);
  if (!known) return (await running).list;
  // Trouble with the database is told to whoever asks next.
  running.catch(() => undefined);
  return known.list;
}

async function count(portal: Portal): Promise<Popular> {
  try {
    const list = await query(portal.database, (sql) => listBusiestMunicipalities(sql, mostPopular));
    const counted = { until: portal.clock().getTime() + popularFor, list };
    // An empty portal is about to be filled.
    if (list.length > 0) popular.set(portal, counted);
    return counted;
  } finally {
    counting.delete(portal);
  }
}
