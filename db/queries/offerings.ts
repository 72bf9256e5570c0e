import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { offerings } from "../schema/services.ts";
import { windowColumns, type WindowColumns } from "./offering-windows.ts";

/** What switches an offering. */
export type OfferingRow = Pick<
  typeof offerings.$inferSelect,
  "ars" | "serviceId" | "enabled" | "updatedAt" | "updatedBy"
>;

/** An offering with what a list of services shows. */
export interface ListedOffering extends WindowColumns {
  readonly serviceId: string;
  /** As it is offered, see `offeredVersion`. */
  readonly serviceVersion: string;
  readonly enabled: boolean;
  readonly name: Text;
  readonly summary: Text;
  readonly keywords: readonly string[];
  /** That filling in takes; null where the service does not say. */
  readonly minutes: number | null;
}

/** The offerings of a municipality by service id, those switched off too unless only `enabled` ones are wanted. */
export async function listOfferings(
  sql: Sql,
  ars: string,
  only: "enabled" | "all" = "enabled",
): Promise<ListedOffering[]> {
  return sql<ListedOffering[]>`
    select o.service_id, s.version || coalesce('+' || r.number, '') as service_version, o.enabled,
      s.name, coalesce(r.overlay->'about:summary'->'value', s.summary) as summary, s.keywords, s.minutes, ${windowColumns(sql)}
    from offerings o
    left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    join services s on s.id = o.service_id
      and case when r.number is null then s.is_current else s.version = r.service_version end
    where o.ars = ${ars} ${only === "enabled" ? sql`and o.enabled` : sql``}
    order by o.service_id`;
}

/**
 * Services under which a municipality still keeps something: applications, or drafts that may still be filed; tests aside. Needs its
 * ARS.
 */
export async function listKeptServices(sql: Sql, ars: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ serviceId: string }[]>`
    select service_id from submissions where ars = ${ars} and not test
    union select service_id from drafts where ars = ${ars} and not test`;
  return new Set(rows.map(({ serviceId }) => serviceId));
}

/** How many services are switched on, by ARS; those without any are missing. */
export async function countEnabledOfferings(
  sql: Sql,
  ars: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ ars: string; count: number }[]>`
    select ars, count from town_offers where ars = any(${[...ars]}) and count > 0`;
  return new Map(rows.map((row) => [row.ars, row.count]));
}

/** Whether a municipality offers a service at the moment. */
export async function isOffered(sql: Sql, ars: string, serviceId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from offerings where ars = ${ars} and service_id = ${serviceId} and enabled`;
  return rows.length > 0;
}

/** Whether a municipality has ever offered a service. */
export async function hasOffering(sql: Sql, ars: string, serviceId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from offerings where ars = ${ars} and service_id = ${serviceId}`;
  return rows.length > 0;
}

/** Switches an offering on or off. Once it is on again, what was to be finished while it was off can be finished anyway. */
export async function setOffering(sql: Sql, offering: OfferingRow): Promise<void> {
  await sql`
    insert into offerings ${sql({
      ars: offering.ars,
      service_id: offering.serviceId,
      enabled: offering.enabled,
      updated_at: offering.updatedAt,
      updated_by: offering.updatedBy,
    })}
    on conflict (ars, service_id) do update set
      enabled = excluded.enabled, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
      finish_by = case when not excluded.enabled or offerings.finish_by >= offerings.closes_at then offerings.finish_by end`;
}

/**
 * Adds offerings that were never there before; one that was switched off stays off. What names an unknown municipality is
 * left out. Returns those added.
 */
export async function addNewOfferings(
  sql: Sql,
  offerings: readonly OfferingRow[],
): Promise<Pick<OfferingRow, "ars" | "serviceId">[]> {
  return sql<Pick<OfferingRow, "ars" | "serviceId">[]>`
    insert into offerings (ars, service_id, enabled, updated_at, updated_by)
    select r.ars, r."serviceId", r.enabled, r."updatedAt", r."updatedBy"
    from jsonb_to_recordset(${JSON.stringify(offerings)}::text::jsonb)
      as r (ars text, "serviceId" text, enabled boolean, "updatedAt" timestamptz, "updatedBy" text)
      join municipalities m on m.ars = r.ars
    on conflict do nothing returning ars, service_id`;
}

export interface OfferingOfPortal extends WindowColumns {
  readonly ars: string;
  readonly municipality: string;
  readonly slug: string;
  readonly serviceId: string;
  readonly name: Text;
  readonly version: string;
  readonly enabled: boolean;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The offerings of all municipalities by name, those switched off too; narrowed to one of them, or to one service. */
export async function listOfferingsOfPortal(
  sql: Sql,
  only: { readonly ars?: string; readonly serviceId?: string } = {},
): Promise<OfferingOfPortal[]> {
  return sql<OfferingOfPortal[]>`
    select o.ars, m.name as municipality, m.slug, o.service_id, s.name, s.version,
      o.enabled, o.updated_at, o.updated_by, ${windowColumns(sql)}
    from offerings o join municipalities m on m.ars = o.ars
    join services s on s.id = o.service_id and s.is_current
    where true ${only.ars === undefined ? sql`` : sql`and o.ars = ${only.ars}`}
      ${only.serviceId === undefined ? sql`` : sql`and o.service_id = ${only.serviceId}`}
    order by m.search_text, o.ars, o.service_id`;
}
