import type { Sql } from "../connect.ts";
import type { resumeLinks } from "../schema/resume-links.ts";

export type ResumeLinkRow = typeof resumeLinks.$inferSelect;

/** Stores a draft's link in place of the one before. */
export async function putResumeLink(sql: Sql, link: ResumeLinkRow): Promise<void> {
  await sql`
    insert into resume_links (id, ars, draft_id, sealed, created_at)
    values (${link.id}, ${link.ars}, ${link.draftId}, ${link.sealed}, ${link.createdAt})
    on conflict (draft_id) do update set id = excluded.id, sealed = excluded.sealed, created_at = excluded.created_at`;
}

export interface FoundResumeLink {
  readonly sealed: Buffer;
  readonly slug: string;
  readonly ars: string;
  readonly serviceId: string;
  readonly serviceVersion: string;
  /** Whether what was begun is a test. */
  readonly test: boolean;
}

/** The link, and where its draft is now. Needs the ARS `"*"`: the link does not tell the municipality. */
export async function findResumeLink(
  sql: Sql,
  id: string,
  now: Date,
): Promise<FoundResumeLink | undefined> {
  const [row] = await sql<FoundResumeLink[]>`
    select l.sealed, m.slug, m.ars, d.service_id, d.service_version, d.test from resume_links l
    join drafts d on d.id = l.draft_id join municipalities m on m.ars = d.ars
    where l.id = ${id} and d.expires_at > ${now}`;
  return row;
}

/** Whether the link of that id is still good. Needs the ARS of its draft. */
export async function hasResumeLink(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`select 1 from resume_links where id = ${id}`;
  return count > 0;
}

/** Needs the ARS `"*"`; fine if there is none. */
export async function deleteResumeLink(sql: Sql, id: string): Promise<void> {
  await sql`delete from resume_links where id = ${id}`;
}

/** The link follows its draft to another municipality. Needs the ARS `"*"`. */
export async function moveResumeLink(sql: Sql, draftId: string, ars: string): Promise<void> {
  await sql`update resume_links set ars = ${ars} where draft_id = ${draftId}`;
}
