import type { Sql } from "../connect.ts";
import type { capturePhotos, captures } from "../schema/captures.ts";

export type CaptureRow = typeof captures.$inferSelect;
export type CapturePhotoRow = typeof capturePhotos.$inferSelect;

export async function insertCapture(sql: Sql, capture: CaptureRow): Promise<void> {
  await sql`insert into captures ${sql({
    id: capture.id,
    ars: capture.ars,
    draft_id: capture.draftId,
    service_id: capture.serviceId,
    path: capture.path,
    token_hash: capture.tokenHash,
    sealed: capture.sealed,
    result: capture.result,
    created_at: capture.createdAt,
    expires_at: capture.expiresAt,
  })}`;
}

/** Whose link it is; a capture that is over is none. Needs the ARS `"*"`: the link does not name the municipality. */
export async function findCaptureByToken(
  sql: Sql,
  tokenHash: string,
  now: Date,
): Promise<CaptureRow | undefined> {
  const [row] = await sql<CaptureRow[]>`
    select * from captures where token_hash = ${tokenHash} and expires_at > ${now} and draft_id is not null`;
  return row;
}

/** Nobody else may add to it or finish it until the transaction ends. */
export async function lockCapture(
  sql: Sql,
  id: string,
  now: Date,
): Promise<CaptureRow | undefined> {
  const [row] = await sql<CaptureRow[]>`
    select * from captures where id = ${id} and expires_at > ${now} and draft_id is not null for update`;
  return row;
}

/** Those of a draft that are open or finished, oldest first. What is finished waits for the draft also after its time. */
export async function listCaptures(sql: Sql, draftId: string, now: Date): Promise<CaptureRow[]> {
  return sql<CaptureRow[]>`
    select * from captures where draft_id = ${draftId} and (expires_at > ${now} or result is not null)
    order by created_at, id`;
}

/** The phone is done: what it made waits for the draft. */
export async function finishCapture(
  sql: Sql,
  { id, result, expiresAt }: Pick<CaptureRow, "id" | "result" | "expiresAt">,
): Promise<void> {
  await sql`update captures set result = ${result}, expires_at = ${expiresAt} where id = ${id}`;
}

/** Takes a capture away from its draft: from now on its link is worth nothing, and the sweep deletes what it holds. */
export async function revokeCapture(sql: Sql, id: string): Promise<void> {
  await sql`update captures set draft_id = null where id = ${id}`;
}

/** Its photos go with it; content is to be deleted before. */
export async function deleteCapture(sql: Sql, id: string): Promise<void> {
  await sql`delete from captures where id = ${id}`;
}

/** Ids of captures whose draft is gone or whose time is up. Needs the ARS `"*"`. */
export async function listStaleCaptures(sql: Sql, now: Date, limit = 500): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from captures where draft_id is null or expires_at <= ${now} limit ${limit}`;
  return rows.map(({ id }) => id);
}

export async function insertPhoto(sql: Sql, photo: CapturePhotoRow): Promise<void> {
  await sql`insert into capture_photos ${sql({
    id: photo.id,
    ars: photo.ars,
    capture_id: photo.captureId,
    position: photo.position,
    sealed: photo.sealed,
    size: photo.size,
    created_at: photo.createdAt,
  })}`;
}

/** In the order of the pages. */
export async function listPhotos(sql: Sql, captureId: string): Promise<CapturePhotoRow[]> {
  return sql<CapturePhotoRow[]>`
    select * from capture_photos where capture_id = ${captureId} order by position, created_at, id`;
}

export async function movePhoto(sql: Sql, id: string, position: number): Promise<void> {
  await sql`update capture_photos set position = ${position} where id = ${id}`;
}

export async function deletePhoto(sql: Sql, id: string): Promise<void> {
  await sql`delete from capture_photos where id = ${id}`;
}

/** Ends the links of all phones of a draft; the sweep of what is stale deletes them. Needs the ARS `"*"`, or the draft's. */
export async function disownCaptures(sql: Sql, draftId: string): Promise<void> {
  await sql`update captures set draft_id = null where draft_id = ${draftId}`;
}
