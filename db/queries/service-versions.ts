import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";

/** A version of a service as the operator sees it. */
export interface VersionRow {
  readonly version: string;
  readonly name: Text;
  readonly source: "package" | "import";
  readonly isCurrent: boolean;
  readonly importedAt: Date;
  /** Municipalities with settings of their own over it. */
  readonly towns: number;
}

/** All versions of a service, newest first. */
export async function listVersions(sql: Sql, serviceId: string): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select s.version, s.name, s.source, s.is_current, s.imported_at, coalesce(t.towns, 0) as towns
    from services s left join (
      select r.service_version, count(*)::int as towns
      from offerings o join offering_revisions r
        on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
      where o.service_id = ${serviceId} and o.revision is not null group by 1
    ) as t on t.service_version = s.version
    where s.id = ${serviceId} order by s.imported_at desc, s.version desc`;
}

/** A service as the operator's list shows it. */
export interface ServiceState {
  readonly id: string;
  readonly name: Text;
  /** The current version. */
  readonly version: string;
  readonly versions: number;
  /** A switch that is not through. */
  readonly switchId: string | null;
}

/** Every service, by id. Counts no offerings: there may be millions. */
export async function listServiceStates(sql: Sql): Promise<ServiceState[]> {
  return sql<ServiceState[]>`
    select s.id, s.name, s.version, v.versions, (select w.id from service_switches w
      where w.service_id = s.id and w.state in ('planned', 'running', 'undoing') order by w.created_at limit 1) as switch_id
    from services s join (select id, count(*)::int as versions from services group by id) v on v.id = s.id
    where s.is_current order by s.id`;
}

/** Makes a stored version the current one. Wants a transaction that holds the lock of the service (`lockService`). */
export async function setCurrentVersion(sql: Sql, id: string, version: string): Promise<void> {
  await sql`update services set is_current = false where id = ${id} and is_current and version <> ${version}`;
  await sql`update services set is_current = true where id = ${id} and version = ${version}`;
}

/** Keeps two from changing which version of a service is current. Wants a transaction. */
export async function lockService(sql: Sql, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`service:${id}`}))`;
}
