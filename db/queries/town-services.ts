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

/** A version that a municipality offers in place of the current one, or with what it says itself. */
export interface OwnService {
  readonly id: string;
  readonly version: string;
  /** In place of the service's own. */
  readonly summary: Text | null;
}

/** What one can apply for in a municipality, without what is the same for all municipalities. */
export interface TownServices {
  readonly municipality: Municipality;
  /** Stands for all that it offers as it is (`listAsTheyAre`). Towns that offer the same have the same. */
  readonly asTheyAre: string;
  readonly own: readonly OwnService[];
  /** How services are offered, by id; those that are not here are open without bounds. */
  readonly windows: ReadonlyMap<string, FoundWindow>;
  readonly onPaper: readonly ListedOnPaper[];
}

interface TownRow extends MunicipalityRow {
  readonly asTheyAre: string | null;
  readonly own: readonly OwnService[] | null;
  readonly bounded: readonly string[] | null;
  readonly onPaper: readonly ListedOnPaper[] | null;
}

/**
 * One row and one round trip however much is switched on: it is read with every visit, and there may be hundreds of services.
 * Undefined where there is no such municipality.
 */
export async function findTownServices(sql: Sql, slug: string): Promise<TownServices | undefined> {
  const [row] = await sql<TownRow[]>`
    select m.*, ${shownListings(sql)} as on_paper,
      ${digest(sql)} as as_they_are,
      (select jsonb_agg(jsonb_build_object('id', o.service_id, 'version', r.service_version,
          'summary', r.overlay->'about:summary'->'value'))
        from offerings o join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
        where o.ars = m.ars and o.enabled and o.revision is not null) as own,
      (select array_agg(o.service_id) from offerings o where o.ars = m.ars and o.enabled and ${isBounded(sql)}) as bounded
    from municipalities m left join town_offers t on t.ars = m.ars where m.slug = ${slug}`;
  if (!row) return undefined;
  return {
    municipality: toMunicipality(row),
    asTheyAre: row.asTheyAre ?? "",
    own: row.own ?? [],
    windows: row.bounded ? await findWindows(sql, row.ars, row.bounded) : new Map(),
    onPaper: row.onPaper ?? [],
  };
}

/** Of the row `t`, which may be missing. */
function digest(sql: Sql) {
  return sql`t.digest || ' ' || t.count - t.own`;
}

/** Ids of what a municipality offers as it is, with what stands for them at this very moment. */
export async function listAsTheyAre(
  sql: Sql,
  ars: string,
): Promise<{ readonly asTheyAre: string; readonly ids: readonly string[] }> {
  const [row] = await sql<{ asTheyAre: string; ids: string[] | null }[]>`
    select ${digest(sql)} as as_they_are,
      (select array_agg(o.service_id) from offerings o where o.ars = t.ars and o.enabled and o.revision is null) as ids
    from town_offers t where t.ars = ${ars}`;
  return { asTheyAre: row?.asTheyAre ?? "", ids: row?.ids ?? [] };
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

/** The current version of each service, by id. */
export async function listCurrentVersions(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; version: string }[]>`
    select id, version from services where is_current order by id`;
  return new Map(rows.map(({ id, version }) => [id, version]));
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
