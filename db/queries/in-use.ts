import type { Sql } from "../connect.ts";
import type { OfferingKey } from "#app/domain/revision.ts";

/**
 * Whether something real goes, or may still go, the ways of an offering: it is online and no test, what was begun may still be filed, or
 * something was filed, which may be sent to a fallback or get a supplement.
 */
export async function isOfferingInUse(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  now: Date,
): Promise<boolean> {
  const [row] = await sql<{ inUse: boolean }[]>`
    select ${inUse(sql, sql`${ars}`, sql`${serviceId}`, now)} as in_use`;
  return row?.inUse === true;
}

/** Whether something real goes, or may still go, to a destination. */
export async function isDestinationInUse(
  sql: Sql,
  { ars, id }: { readonly ars: string; readonly id: string },
  now: Date,
): Promise<boolean> {
  const [row] = await sql<{ inUse: boolean }[]>`
    select exists (select from offering_destinations w where w.ars = ${ars} and w.destination_id = ${id}
        and ${inUse(sql, sql`w.ars`, sql`w.service_id`, now)})
      or exists (select from forwardings f where f.destination_id = ${id} and f.kind <> 'test' and f.status <> 'accepted')
      as in_use`;
  return row?.inUse === true;
}

type Fragment = ReturnType<Sql>;

function inUse(sql: Sql, ars: Fragment, service: Fragment, now: Date) {
  return sql`(
    exists (select from offerings o where o.ars = ${ars} and o.service_id = ${service}
      and ((o.enabled and not o.test_mode) or o.finish_by > ${now}))
    or exists (select from submissions s where s.ars = ${ars} and s.service_id = ${service} and not s.test))`;
}

/** Services of which something real goes to a destination, and how many applications wait for it. */
export async function findUseOfDestination(
  sql: Sql,
  { ars, id }: { readonly ars: string; readonly id: string },
): Promise<{ readonly services: readonly string[]; readonly waiting: number }> {
  const [row] = await sql<{ services: string[]; waiting: number }[]>`
    select coalesce((select array_agg(w.service_id order by w.service_id) from offering_destinations w
        where w.ars = ${ars} and w.destination_id = ${id}), '{}') as services,
      (select count(*)::int from forwardings f
        where f.destination_id = ${id} and f.kind <> 'test' and f.status <> 'accepted') as waiting`;
  return row ?? { services: [], waiting: 0 };
}
