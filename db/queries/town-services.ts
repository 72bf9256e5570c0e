import type { Municipality } from "#app/domain/municipality.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import { shownListings } from "./listed-services.ts";
import { toMunicipality, type MunicipalityRow } from "./municipalities.ts";
import {
  windowColumns,
  windowOf,
  type FoundWindow,
  type WindowColumns,
} from "./offering-windows.ts";

/** A listing among services: it is on paper. */
export interface ListedOnPaper {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
}

/** What one can apply for in a municipality, without what is the same for all municipalities. */
export interface TownServices {
  readonly municipality: Municipality;
  /** Service and version of each that is switched on, "hundesteuer 1.2.0", a line each. Towns that offer the same have the same. */
  readonly offered: string;
  /** What it says in place of a service's own summary, by id of the service. */
  readonly summaries: ReadonlyMap<string, Text>;
  /** How services are offered, by id; those that are not here are open without bounds. */
  readonly windows: ReadonlyMap<string, FoundWindow>;
  readonly onPaper: readonly ListedOnPaper[];
}

interface TownRow extends MunicipalityRow {
  readonly offered: string | null;
  readonly summaries: Readonly<Record<string, Text>> | null;
  readonly windows: readonly string[] | null;
  readonly onPaper: readonly ListedOnPaper[] | null;
}

/**
 * One row and one round trip however much is switched on: it is read with every visit, there may be hundreds of services, and
 * the index alone tells which.
 */
export async function findTownServices(sql: Sql, slug: string): Promise<TownServices | undefined> {
  const [row] = await sql<TownRow[]>`
    select m.*, t.offered, t.summaries, ${shownListings(sql)} as on_paper,
      (select array_agg(o.service_id) from offerings o where o.ars = m.ars and o.enabled and ${isBounded(sql)}) as windows
    from municipalities m left join lateral (
      select string_agg(o.service_id || ' ' || coalesce(r.service_version, s.version), e'\n') as offered,
        jsonb_object_agg(o.service_id, r.overlay->'about:summary'->'value')
          filter (where r.overlay->'about:summary'->'value' is not null) as summaries
      from offerings o join services s on s.id = o.service_id and s.is_current
      left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
      where o.ars = m.ars and o.enabled
    ) t on true
    where m.slug = ${slug}`;
  if (!row) return undefined;
  return {
    municipality: toMunicipality(row),
    offered: row.offered ?? "",
    summaries: new Map(Object.entries(row.summaries ?? {})),
    windows: row.windows ? await findWindows(sql, row.ars, row.windows) : new Map(),
    onPaper: row.onPaper ?? [],
  };
}

/** Whether an offering `o` has anything but an open window. Has an index of its own. */
function isBounded(sql: Sql) {
  return sql`(o.opens_at is not null or o.closes_at is not null or o.maintenance_text is not null
    or o.submission_limit is not null or o.test_mode)`;
}

async function findWindows(
  sql: Sql,
  ars: string,
  serviceIds: readonly string[],
): Promise<ReadonlyMap<string, FoundWindow>> {
  const rows = await sql<(WindowColumns & { readonly serviceId: string })[]>`
    select o.service_id, ${windowColumns(sql)} from offerings o
    where o.ars = ${ars} and o.service_id = any(${[...serviceIds]}) and o.enabled`;
  return new Map(
    rows.flatMap((row) => {
      const found = windowOf(row);
      return found ? [[row.serviceId, found] as const] : [];
    }),
  );
}

/** What lists show of a version of a service. */
export interface ListedVersion {
  readonly serviceId: string;
  readonly version: string;
  readonly name: Text;
  readonly summary: Text;
  readonly keywords: readonly string[];
  /** That filling in takes; null where the service does not say. */
  readonly minutes: number | null;
}

/** Those of the given lines ("hundesteuer 1.2.0"). */
export async function listListedVersions(
  sql: Sql,
  wanted: readonly string[],
): Promise<ListedVersion[]> {
  return sql<ListedVersion[]>`
    select s.id as service_id, s.version, s.name, s.summary, s.keywords, s.minutes
    from unnest(${[...wanted]}::text[]) as w (line)
    join services s on s.id = split_part(w.line, ' ', 1) and s.version = split_part(w.line, ' ', 2)`;
}
