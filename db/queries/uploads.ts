import type { Sql } from "../connect.ts";
import type { uploads } from "../schema/uploads.ts";

export type UploadRow = typeof uploads.$inferSelect;

export async function insertUpload(sql: Sql, upload: UploadRow): Promise<void> {
  await sql`insert into uploads ${sql({
    id: upload.id,
    ars: upload.ars,
    draft_id: upload.draftId,
    path: upload.path,
    sealed: upload.sealed,
    size: upload.size,
    received: upload.received,
    created_at: upload.createdAt,
    expires_at: upload.expiresAt,
  })}`;
}

/** An upload of a draft, unless its time is up. */
export async function findUpload(
  sql: Sql,
  { id, draftId, now }: { readonly id: string; readonly draftId: string; readonly now: Date },
): Promise<UploadRow | undefined> {
  const [row] = await sql<UploadRow[]>`
    select * from uploads where id = ${id} and draft_id = ${draftId} and expires_at > ${now}`;
  return row;
}

/** Notes that a piece has arrived; false if another request was faster, or the upload is gone. */
export async function growUpload(
  sql: Sql,
  change: Pick<UploadRow, "id" | "sealed" | "received" | "expiresAt"> & { readonly from: number },
): Promise<boolean> {
  const { count } = await sql`
    update uploads set sealed = ${change.sealed}, received = ${change.received}, expires_at = ${change.expiresAt}
    where id = ${change.id} and received = ${change.from} and draft_id is not null`;
  return count > 0;
}

export async function deleteUpload(sql: Sql, id: string): Promise<void> {
  await sql`delete from uploads where id = ${id}`;
}

/** Ids of uploads whose draft is gone or whose time is up. Needs the ARS `"*"`. */
export async function listStaleUploads(sql: Sql, now: Date, limit = 500): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from uploads where draft_id is null or expires_at <= ${now} limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Gives up what is on its way to a draft; the sweep of what is stale deletes it. Needs the ARS `"*"`, or the draft's. */
export async function disownUploads(sql: Sql, draftId: string): Promise<void> {
  await sql`update uploads set draft_id = null where draft_id = ${draftId}`;
}
