import type { Sql } from "../connect.ts";
import type { drafts } from "../schema/drafts.ts";

export type DraftRow = typeof drafts.$inferSelect;

export async function insertDraft(sql: Sql, draft: DraftRow): Promise<void> {
  await sql`insert into drafts ${sql(draftColumns(draft))}`;
}

function draftColumns(draft: DraftRow) {
  return {
    id: draft.id,
    ars: draft.ars,
    service_id: draft.serviceId,
    service_version: draft.serviceVersion,
    sealed: draft.sealed,
    revision: draft.revision,
    created_at: draft.createdAt,
    updated_at: draft.updatedAt,
    expires_at: draft.expiresAt,
  };
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

export interface DraftChange {
  readonly id: string;
  /** The revision that the change started from. */
  readonly revision: number;
  readonly sealed: Buffer;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
  /** Set where the draft moves on to a newer version of its service. */
  readonly serviceVersion?: string;
}

/** Writes the answers and returns the new revision; undefined if the draft is gone or was changed meanwhile. */
export async function updateDraft(sql: Sql, change: DraftChange): Promise<number | undefined> {
  const [row] = await sql<{ revision: number }[]>`
    update drafts set sealed = ${change.sealed}, revision = revision + 1, updated_at = ${change.updatedAt},
      expires_at = ${change.expiresAt},
      service_version = coalesce(${change.serviceVersion ?? null}, service_version)
    where id = ${change.id} and revision = ${change.revision} returning revision`;
  return row?.revision;
}

/** Returns whether there was one. Its attachments lose their owner, unless they got a new one before. */
export async function deleteDraft(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`delete from drafts where id = ${id}`;
  return count > 0;
}

/** Deletes what expired, in batches so that no lock is held for long; returns how many. Needs the ARS `"*"`. */
export async function deleteExpiredDrafts(sql: Sql, now: Date, limit = 500): Promise<number> {
  const { count } = await sql`
    delete from drafts where id in (
      select id from drafts where expires_at <= ${now} order by expires_at limit ${limit}
      for update skip locked)`;
  return count;
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
