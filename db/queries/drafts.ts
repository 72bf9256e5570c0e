import type { Sql } from "../connect.ts";
import type { drafts } from "../schema/drafts.ts";

export type DraftRow = typeof drafts.$inferSelect;

/**
 * Writes a draft that was at that revision; revision 0 is not stored yet. Returns the new revision; undefined if the
 * draft is gone or was changed meanwhile. Names the municipality by itself, so it needs no transaction.
 */
export async function saveDraft(sql: Sql, draft: DraftRow): Promise<number | undefined> {
  const [row] = await sql<{ revision: number | null }[]>`
    select save_draft(row(${draft.id}, ${draft.ars}, ${draft.serviceId}, ${draft.serviceVersion},
      ${draft.sealed}::bytea, ${draft.revision}::integer, ${draft.createdAt}::timestamptz,
      ${draft.updatedAt}::timestamptz, ${draft.expiresAt}::timestamptz,
      ${draft.test}::boolean)::drafts) as revision`;
  return row?.revision ?? undefined;
}

/** The draft, unless it has expired. */
export async function findDraft(sql: Sql, id: string, now: Date): Promise<DraftRow | undefined> {
  const [row] = await sql<
    DraftRow[]
  >`select * from drafts where id = ${id} and expires_at > ${now}`;
  return row;
}

/** Like `findDraft`, and nobody else may change or delete it until the transaction ends. */
export async function lockDraft(sql: Sql, id: string, now: Date): Promise<DraftRow | undefined> {
  const [row] = await sql<
    DraftRow[]
  >`select * from drafts where id = ${id} and expires_at > ${now} for update`;
  return row;
}

/** Returns whether there was one. Its attachments lose their owner, unless they got a new one before. */
export async function deleteDraft(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`delete from drafts where id = ${id}`;
  return count > 0;
}

/**
 * Deletes what expired, in batches so that no lock is held for long, and counts it in the figures, tests aside; returns how many.
 * Needs the ARS `"*"`.
 */
export async function deleteExpiredDrafts(sql: Sql, now: Date, limit = 500): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with gone as (
      delete from drafts where id in (
        select id from drafts where expires_at <= ${now}
          -- Whoever has paid, or may be paying, keeps what it is paid for.
          and not exists (select 1 from payments where payments.draft_id = drafts.id
            and payments.status in ('starting', 'started', 'paid'))
        order by expires_at limit ${limit}
        for update skip locked)
      returning ars, service_id, service_version, test
    ), counted as (
      insert into figures as known (ars, service_id, service_version, language, day, event, subject, count)
      select ars, service_id, service_version, '', (${now}::timestamptz at time zone 'Europe/Berlin')::date, 'expired', '',
        count(*)
      from gone where not test group by ars, service_id, service_version order by ars, service_id, service_version
      on conflict on constraint figures_pk do update set count = known.count + excluded.count
    )
    select count(*)::int as count from gone`;
  return row?.count ?? 0;
}

/** Keeps a draft until then at least. */
export async function keepDraft(sql: Sql, id: string, until: Date): Promise<void> {
  await sql`update drafts set expires_at = greatest(expires_at, ${until}) where id = ${id}`;
}

/** How many drafts began with a version of a service. Needs the ARS `"*"` to count those of all municipalities. */
export async function countDraftsOfVersion(
  sql: Sql,
  serviceId: string,
  version: string,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from drafts
    where service_id = ${serviceId} and service_version = ${version}`;
  return row?.count ?? 0;
}

/**
 * Writes a draft that was at that revision as one of another municipality or service. Returns whether it still was.
 * Needs the ARS `"*"`.
 */
export async function moveDraft(sql: Sql, draft: DraftRow): Promise<boolean> {
  const { count } = await sql`
    update drafts set ars = ${draft.ars}, service_id = ${draft.serviceId}, service_version = ${draft.serviceVersion},
      sealed = ${draft.sealed}, revision = revision + 1, updated_at = ${draft.updatedAt}, expires_at = ${draft.expiresAt}
    where id = ${draft.id} and revision = ${draft.revision}`;
  return count > 0;
}
