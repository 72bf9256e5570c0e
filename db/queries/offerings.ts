import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { offerings } from "../schema/services.ts";

export type OfferingRow = typeof offerings.$inferSelect;

/** An offering with what a list of services shows. */
export interface ListedOffering {
  readonly serviceId: string;
  readonly serviceVersion: string;
  readonly enabled: boolean;
  readonly name: Text;
  readonly summary: Text;
  readonly keywords: readonly string[];
}

/** The offerings of a municipality by service id, those switched off too unless only `enabled` ones are wanted. */
export async function listOfferings(
  sql: Sql,
  ars: string,
  only: "enabled" | "all" = "enabled",
): Promise<ListedOffering[]> {
  return sql<ListedOffering[]>`
    select o.service_id, s.version as service_version, o.enabled, s.definition->'name' as name,
      s.definition->'description'->'summary' as summary,
      coalesce(s.definition->'description'->'keywords', '[]'::jsonb) as keywords
    from offerings o join services s on s.id = o.service_id and s.is_current
    where o.ars = ${ars} ${only === "enabled" ? sql`and o.enabled` : sql``}
    order by o.service_id`;
}

/** A service of the portal, and whether a municipality offers it. */
export interface CatalogueEntry {
  readonly serviceId: string;
  readonly serviceVersion: string;
  readonly name: Text;
  readonly enabled: boolean;
}

/** The current version of every service, as it stands for one municipality, by service id. */
export async function listCatalogue(sql: Sql, ars: string): Promise<CatalogueEntry[]> {
  return sql<CatalogueEntry[]>`
    select s.id as service_id, s.version as service_version, s.definition->'name' as name,
      coalesce(o.enabled, false) as enabled
    from services s left join offerings o on o.service_id = s.id and o.ars = ${ars}
    where s.is_current order by s.id`;
}

/** How many services are switched on, by ARS; those without any are missing. */
export async function countEnabledOfferings(
  sql: Sql,
  ars: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ ars: string; count: number }[]>`
    select o.ars, count(*)::int as count
    from offerings o join services s on s.id = o.service_id and s.is_current
    where o.ars = any(${[...ars]}) and o.enabled group by o.ars`;
  return new Map(rows.map((row) => [row.ars, row.count]));
}

/** Whether a municipality offers a service at the moment. */
export async function isOffered(sql: Sql, ars: string, serviceId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from offerings where ars = ${ars} and service_id = ${serviceId} and enabled`;
  return rows.length > 0;
}

/** Switches an offering on or off. */
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
      enabled = excluded.enabled, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}
