import type { Sql } from "../connect.ts";
import type { previewLinks } from "../schema/preview-links.ts";
import type { OfferingKey } from "#app/domain/revision.ts";

export type PreviewLinkRow = typeof previewLinks.$inferSelect;

export async function insertPreviewLink(sql: Sql, row: PreviewLinkRow): Promise<void> {
  await sql`
    insert into preview_links ${sql({
      id: row.id,
      ars: row.ars,
      service_id: row.serviceId,
      revision: row.revision,
      token_hash: row.tokenHash,
      created_at: row.createdAt,
      created_by: row.createdBy,
      expires_at: row.expiresAt,
    })}`;
}

/** Those of an offering that live, newest first. */
export async function listPreviewLinks(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  now: Date,
): Promise<Omit<PreviewLinkRow, "tokenHash">[]> {
  return sql<Omit<PreviewLinkRow, "tokenHash">[]>`
    select id, ars, service_id, revision, created_at, created_by, expires_at from preview_links
    where ars = ${ars} and service_id = ${serviceId} and expires_at > ${now} order by created_at desc, id`;
}

/** Takes a link back; false if there is none. */
export async function deletePreviewLink(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  id: string,
): Promise<boolean> {
  const { count } = await sql`
    delete from preview_links where ars = ${ars} and service_id = ${serviceId} and id = ${id}`;
  return count > 0;
}

/** Where a living link leads. Needs the ARS `"*"`. */
export async function findPreviewPlace(
  sql: Sql,
  tokenHash: Buffer,
  now: Date,
): Promise<
  (Pick<PreviewLinkRow, "serviceId" | "expiresAt"> & { readonly slug: string }) | undefined
> {
  const [row] = await sql<(Pick<PreviewLinkRow, "serviceId" | "expiresAt"> & { slug: string })[]>`
    select l.service_id, l.expires_at, m.slug from preview_links l join municipalities m on m.ars = l.ars
    where l.token_hash = ${tokenHash} and l.expires_at > ${now}`;
  return row;
}

/** Forgets what has expired; returns how many. Needs the ARS `"*"`. */
export async function deleteExpiredPreviewLinks(sql: Sql, now: Date): Promise<number> {
  const { count } = await sql`delete from preview_links where expires_at <= ${now}`;
  return count;
}
