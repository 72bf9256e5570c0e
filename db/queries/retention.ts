import type { Sql } from "../connect.ts";

// What is past its time. All of it needs the ARS `"*"`, works in batches so that no lock is held for long, and returns how many.

/**
 * Applications that were kept as long as the version says by which they were filed, or as their municipality had set, counted in days at the authority. The
 * definitions are large: each is looked into once.
 */
const pastRetention = (sql: Sql, today: string) => sql`
  with terms as materialized (
    select id, version, (definition->'description'->'privacy'->>'retentionDays')::int as days from services
    where definition->'description'->'privacy'->>'retentionDays' is not null
  ), past as (
    select s.id, s.status, s.submitted_at
    from submissions s
    join terms t on t.id = s.service_id and t.version = split_part(s.service_version, '+', 1)
    left join offering_revisions r on r.ars = s.ars and r.service_id = s.service_id
      and r.number = nullif(split_part(s.service_version, '+', 2), '')::int
    where (s.submitted_at at time zone 'Europe/Berlin')::date
      + coalesce((r.overlay->'about:retentionDays'->>'value')::int, t.days) < ${today}::date
  )`;

/**
 * Nobody needs it here any more: it is finished, or another system has taken it over; nothing of it is under way, and no money is
 * left over that somebody has to give back.
 */
const isAtRest = (sql: Sql) => sql`
  (s.status in ('done', 'rejected') or exists (select 1 from forwardings f where f.submission_id = s.id
    and f.status = 'accepted' and f.role in ('primary', 'fallback') and f.destination_id is not null))
  and not exists (select 1 from forwardings f where f.submission_id = s.id and f.status in ('pending', 'sent'))
  and not exists (select 1 from payments p where p.submission_id = s.id
    and p.status in ('starting', 'started', 'surplus'))`;

/** Deletes applications with everything about them; their files lose their owner. `today`: ISO date at the authority. */
export async function deleteSubmissionsPastRetention(
  sql: Sql,
  today: string,
  limit = 200,
): Promise<number> {
  const { count } = await sql`
    ${pastRetention(sql, today)}
    delete from submissions where id in (
      select s.id from past s where ${isAtRest(sql)} order by s.submitted_at limit ${limit})`;
  return count;
}

/** How many applications are kept although their time is over: somebody has to finish them first. */
export async function countHeldSubmissions(sql: Sql, today: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    ${pastRetention(sql, today)}
    select count(*)::int as count from past s where not (${isAtRest(sql)})`;
  return row?.count ?? 0;
}

/** Deletes test deliveries at rest since before a moment. */
export async function deleteTestDeliveriesBefore(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`
    delete from forwardings where kind = 'test' and status not in ('pending', 'sent') and updated_at < ${before}`;
  return count;
}

/** Deletes attempts to pay of which nothing came, and of which nothing can come any more. */
export async function deleteUnpaidBefore(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`
    delete from payments where status in ('due', 'failed', 'cancelled', 'expired') and submission_id is null
      and updated_at < ${before} and not exists (select 1 from drafts where drafts.id = payments.draft_id)`;
  return count;
}

export async function deleteAuditEntriesBefore(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`delete from audit_log where at < ${before}`;
  return count;
}
