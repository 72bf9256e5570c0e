import type { SwitchState } from "#app/domain/switch-state.ts";
import type { Sql } from "../connect.ts";
import type { serviceSwitches } from "../schema/switches.ts";

export type SwitchRow = typeof serviceSwitches.$inferSelect;

export async function insertSwitch(
  sql: Sql,
  row: Omit<SwitchRow, "total" | "merged" | "open" | "touchedAt" | "endedAt">,
): Promise<void> {
  await sql`
    insert into service_switches (id, service_id, from_version, to_version, cause, state, starts_at, merged, open,
      created_at, created_by, touched_at)
    values (${row.id}, ${row.serviceId}, ${row.fromVersion}, ${row.toVersion}, ${row.cause}, ${row.state}, ${row.startsAt}, 0, 0,
      ${row.createdAt}, ${row.createdBy}, ${row.createdAt})`;
}

/** Locked where asked for: whoever holds it is the only one who carries it on. */
export async function findSwitch(
  sql: Sql,
  id: string,
  { lock = false } = {},
): Promise<SwitchRow | undefined> {
  const [row] = await sql<SwitchRow[]>`
    select * from service_switches where id = ${id} ${lock ? sql`for update` : sql``}`;
  return row;
}

/** Newest first; of one service where it is named. */
export async function listSwitches(sql: Sql, serviceId?: string): Promise<SwitchRow[]> {
  return sql<SwitchRow[]>`
    select * from service_switches ${serviceId === undefined ? sql`` : sql`where service_id = ${serviceId}`}
    order by created_at desc, id limit 200`;
}

/** Those of a service that are not through, oldest first. */
export async function listLiveSwitches(sql: Sql, serviceId: string): Promise<SwitchRow[]> {
  return sql<SwitchRow[]>`
    select * from service_switches where service_id = ${serviceId} and state in ('planned', 'running', 'undoing')
    order by created_at, id for update`;
}

/** Those that should get on and do not: their time has come, and nothing has happened since `idleSince`. */
export async function listIdleSwitches(
  sql: Sql,
  { now, idleSince }: { readonly now: Date; readonly idleSince: Date },
): Promise<Pick<SwitchRow, "id">[]> {
  return sql<Pick<SwitchRow, "id">[]>`
    select id from service_switches where touched_at <= ${idleSince} and (state in ('running', 'undoing')
      or (state = 'planned' and starts_at <= ${now}))`;
}

export async function updateSwitch(
  sql: Sql,
  id: string,
  change: {
    readonly state: SwitchState;
    readonly at: Date;
    readonly fromVersion?: string | null;
    readonly total?: number;
    readonly open?: number;
    readonly ended?: boolean;
  },
): Promise<void> {
  const { state, at, fromVersion = null, total = null, open = null, ended = false } = change;
  await sql`
    update service_switches set state = ${state}, touched_at = ${at},
      from_version = coalesce(from_version, ${fromVersion}), total = coalesce(${total}::int, total),
      open = coalesce(${open}::int, open), ended_at = case when ${ended} then ${at}::timestamptz end
    where id = ${id}`;
}

/** Counts what one batch took over. */
export async function countMerged(sql: Sql, id: string, merged: number, at: Date): Promise<void> {
  await sql`
    update service_switches set merged = merged + ${merged}, touched_at = ${at} where id = ${id}`;
}
