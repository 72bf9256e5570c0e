import type { Sql } from "../connect.ts";
import { isStuck } from "./list-deliveries.ts";
import type { alarmContacts, alarms } from "../schema/alarms.ts";

export type AlarmRow = typeof alarms.$inferSelect;
export type AlarmContactRow = typeof alarmContacts.$inferSelect;

/** How the deliveries of a destination stand. */
export interface DestinationLoad {
  readonly id: string;
  readonly ars: string;
  readonly name: string;
  readonly active: boolean;
  /** Waiting for longer than the limit. */
  readonly late: number;
  /** Sent, and not fetched for longer than the limit. */
  readonly unfetched: number;
  /** Rejected, given up, or sent with nobody knowing what became of it. */
  readonly dead: number;
  /** What the last check found (`CheckResult[]`). */
  readonly checked: unknown;
}

/** Of all municipalities; needs the ARS `"*"`. Test deliveries count for nothing. */
export async function listDestinationLoads(
  sql: Sql,
  limits: { readonly lateBefore: Date; readonly unfetchedBefore: Date },
): Promise<DestinationLoad[]> {
  return sql<DestinationLoad[]>`
    select d.id, d.ars, d.name, d.active, d.checked,
      count(f.id) filter (where f.status = 'pending' and f.started_at < ${limits.lateBefore})::int as late,
      count(f.id) filter (where f.status = 'sent' and f.sent_at < ${limits.unfetchedBefore})::int as unfetched,
      count(f.id) filter (where f.status in ('rejected', 'abandoned') or ${isStuck(sql)})::int as dead
    from destinations d
    left join forwardings f on f.destination_id = d.id and f.kind <> 'test' and f.status <> 'accepted'
    group by d.id`;
}

/** Of all municipalities; needs the ARS `"*"`. */
export async function listAlarms(sql: Sql): Promise<AlarmRow[]> {
  return sql<AlarmRow[]>`select * from alarms`;
}

/** Raises an alarm, unless it is raised already. */
export async function raiseAlarm(sql: Sql, key: string, ars: string, at: Date): Promise<void> {
  await sql`
    insert into alarms (key, ars, raised_at) values (${key}, ${ars}, ${at}) on conflict (key) do nothing`;
}

export async function clearAlarm(sql: Sql, key: string): Promise<void> {
  await sql`delete from alarms where key = ${key}`;
}

/** Takes an alarm to tell of it; false where another process does, or somebody was told after `before`. */
export async function claimAlarm(sql: Sql, key: string, at: Date, before: Date): Promise<boolean> {
  const { count } = await sql`
    update alarms set told_at = ${at} where key = ${key} and (told_at is null or told_at < ${before})`;
  return count > 0;
}

export async function findAlarmContact(
  sql: Sql,
  ars: string,
): Promise<AlarmContactRow | undefined> {
  const [row] = await sql<AlarmContactRow[]>`select * from alarm_contacts where ars = ${ars}`;
  return row;
}

export async function saveAlarmContact(sql: Sql, row: AlarmContactRow): Promise<void> {
  await sql`
    insert into alarm_contacts (ars, mail, webhook, updated_at)
    values (${row.ars}, ${row.mail}, ${row.webhook}, ${row.updatedAt})
    on conflict (ars) do update set mail = excluded.mail, webhook = excluded.webhook, updated_at = excluded.updated_at`;
}
