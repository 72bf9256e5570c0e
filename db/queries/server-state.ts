import type { Sql } from "../connect.ts";
import { jobNames } from "../job-queue.ts";

/** What PostgreSQL says of itself. */
export interface ServerState {
  /** E.g. 180004. */
  readonly version: number;
  readonly now: Date;
  /** Whether it knows the zone Europe/Berlin. */
  readonly knowsBerlin: boolean;
  /** Whether the portal's role sees the rows of all municipalities, whatever the policies say. */
  readonly bypassesRowSecurity: boolean;
}

export async function readServerState(sql: Sql): Promise<ServerState> {
  const [row] = await sql<ServerState[]>`
    select current_setting('server_version_num')::int as version, clock_timestamp() as now,
      exists (select 1 from pg_timezone_names where name = 'Europe/Berlin') as knows_berlin,
      (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses_row_security`;
  if (row === undefined) throw new Error("PostgreSQL tells nothing of itself");
  return row;
}

export interface JobState {
  /** Given up after all retries. */
  readonly failed: number;
  /** Due for a quarter of an hour, and nobody takes them. */
  readonly overdue: number;
  /** Taken long ago and never finished. */
  readonly stuck: number;
}

/** State of our own jobs. Undefined where no portal ever opened the queue. */
export async function readJobState(sql: Sql): Promise<JobState | undefined> {
  const [table] = await sql<{ found: boolean }[]>`
    select to_regclass('jobs.job') is not null as found`;
  if (table?.found !== true) return undefined;
  const [row] = await sql<JobState[]>`
    select count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state in ('created', 'retry')
        and start_after < now() - interval '15 minutes')::int as overdue,
      count(*) filter (where state = 'active'
        and started_on + expire_seconds * interval '1 second' < now() - interval '15 minutes')::int as stuck
    from jobs.job where name = any(${[...jobNames]})`;
  return row;
}
