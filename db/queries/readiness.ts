import type { DestinationRole } from "#app/domain/forwarding.ts";
import type { OfferingKey } from "#app/domain/revision.ts";
import type { Sql } from "../connect.ts";

/** A destination of an offering, as far as its readiness goes. */
export interface DestinationReadiness {
  readonly id: string;
  readonly name: string;
  readonly role: DestinationRole;
  readonly active: boolean;
  /** `CheckResult[]`. */
  readonly checked: readonly { what: string; ok: boolean; detail: string; until?: string }[] | null;
  readonly acknowledged: boolean;
}

/** The destinations of an offering, and whether something was acknowledged there since they were last changed. */
export async function listDestinationReadiness(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
): Promise<DestinationReadiness[]> {
  return sql<DestinationReadiness[]>`
    select d.id, d.name, o.role, d.active, d.checked,
      exists (select 1 from forwardings f where f.destination_id = d.id and f.status = 'accepted'
        and f.updated_at >= d.updated_at) as acknowledged
    from offering_destinations o join destinations d on d.id = o.destination_id
    where o.ars = ${ars} and o.service_id = ${serviceId} order by o.role, d.name`;
}

/** Accounts that may read what is filed in a municipality. */
export async function countCaseworkers(sql: Sql, ars: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from account_roles r join accounts a on a.id = r.account_id
    where r.ars = ${ars} and r.role = 'caseworker' and a.disabled_at is null`;
  return row?.count ?? 0;
}
