import type { DestinationRole } from "../../app/domain/forwarding.ts";
import type { Sql } from "../connect.ts";
import type { destinations, offeringDestinations } from "../schema/forwardings.ts";

export type DestinationRow = typeof destinations.$inferSelect;
export type OfferingDestinationRow = typeof offeringDestinations.$inferSelect;

/** What is known of a destination when it is set up. */
type NewDestination = Pick<
  DestinationRow,
  "id" | "ars" | "name" | "adapter" | "options" | "secrets" | "lanes" | "active" | "createdAt"
>;

/** Sets up a destination at which nothing was tried yet. */
export async function insertDestination(sql: Sql, row: NewDestination): Promise<void> {
  await sql`insert into destinations ${sql({
    id: row.id,
    ars: row.ars,
    name: row.name,
    adapter: row.adapter,
    options: sql.json(row.options as never),
    secrets: row.secrets,
    lanes: row.lanes,
    active: row.active,
    failures: 0,
    created_at: row.createdAt,
    updated_at: row.createdAt,
  })}`;
}

/** Holds a destination until the end of the transaction: nobody else changes it meanwhile. */
export async function lockDestination(sql: Sql, id: string): Promise<DestinationRow | undefined> {
  const [row] = await sql<DestinationRow[]>`select * from destinations where id = ${id} for update`;
  return row;
}

/** What an administrator sets; the destination is tried afresh with it. */
export async function updateDestination(
  sql: Sql,
  row: Pick<
    DestinationRow,
    "id" | "name" | "options" | "secrets" | "lanes" | "active" | "updatedAt"
  >,
): Promise<boolean> {
  const { count } = await sql`
    update destinations set name = ${row.name}, options = ${sql.json(row.options as never)}::jsonb,
      secrets = ${row.secrets}, lanes = ${row.lanes}, active = ${row.active}, updated_at = ${row.updatedAt},
      failures = 0, open_until = null
    where id = ${row.id}`;
  return count > 0;
}

/** Refused by the database where forwardings name it. */
export async function deleteDestination(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`delete from destinations where id = ${id}`;
  return count > 0;
}

export async function findDestination(sql: Sql, id: string): Promise<DestinationRow | undefined> {
  const [row] = await sql<DestinationRow[]>`select * from destinations where id = ${id}`;
  return row;
}

/** By name. Under the ARS `"*"` those of all municipalities. */
export async function listDestinations(sql: Sql): Promise<DestinationRow[]> {
  return sql<DestinationRow[]>`select * from destinations order by ars, name, id`;
}

/** What a check has found. */
export async function markDestinationChecked(
  sql: Sql,
  id: string,
  checked: readonly unknown[],
  at: Date,
): Promise<void> {
  await sql`
    update destinations set checked = ${sql.json(checked as never)}::jsonb, checked_at = ${at} where id = ${id}`;
}

/** Where the offerings of a municipality go. */
export async function listOfferingDestinations(
  sql: Sql,
  ars: string,
): Promise<OfferingDestinationRow[]> {
  return sql<OfferingDestinationRow[]>`
    select * from offering_destinations where ars = ${ars} order by service_id, role, destination_id`;
}

/** Whether an offering goes by an adapter to some destination that is switched on and has these options. */
export async function goesWith(
  sql: Sql,
  { ars, serviceId }: { readonly ars: string; readonly serviceId: string },
  { adapter, options }: { readonly adapter: string; readonly options: object },
): Promise<boolean> {
  const rows = await sql`
    select from offering_destinations o join destinations d on d.id = o.destination_id
    where o.ars = ${ars} and o.service_id = ${serviceId} and d.active and d.adapter = ${adapter}
      and d.options @> ${sql.json(options as never)}::jsonb
    limit 1`;
  return rows.length > 0;
}

/** Sets where an offering goes; what it said before is gone. */
export async function saveOfferingDestinations(
  sql: Sql,
  offering: { readonly ars: string; readonly serviceId: string },
  ways: readonly { readonly destinationId: string; readonly role: DestinationRole }[],
): Promise<void> {
  const { ars, serviceId } = offering;
  await sql`delete from offering_destinations where ars = ${ars} and service_id = ${serviceId}`;
  for (const { destinationId, role } of ways) {
    await sql`insert into offering_destinations ${sql({
      ars,
      service_id: serviceId,
      destination_id: destinationId,
      role,
    })}`;
  }
}
