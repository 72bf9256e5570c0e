import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import { windowColumns, type WindowColumns } from "./offering-windows.ts";

/** A service that a municipality has switched on, without what is the same for all municipalities. */
export interface TownServiceRow extends WindowColumns {
  readonly serviceId: string;
  readonly version: string;
  /** In place of the service's own. */
  readonly summary: Text | null;
}

/** What a municipality has switched on. Narrow, for it is read with every visit, and there may be hundreds. */
export async function listTownServices(sql: Sql, ars: string): Promise<TownServiceRow[]> {
  return sql<TownServiceRow[]>`
    select o.service_id, coalesce(r.service_version, s.version) as version, r.overlay->'about:summary'->'value' as summary,
      ${windowColumns(sql)}
    from offerings o join services s on s.id = o.service_id and s.is_current
    left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    where o.ars = ${ars} and o.enabled`;
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

export async function listListedVersions(
  sql: Sql,
  wanted: readonly Pick<ListedVersion, "serviceId" | "version">[],
): Promise<ListedVersion[]> {
  return sql<ListedVersion[]>`
    select s.id as service_id, s.version, s.name, s.summary, s.keywords, s.minutes
    from unnest(${wanted.map(({ serviceId }) => serviceId)}::text[], ${wanted.map(({ version }) => version)}::text[])
      as w (id, version) join services s on s.id = w.id and s.version = w.version`;
}
