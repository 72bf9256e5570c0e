import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { OfferingKey, RevisionState } from "#app/domain/revision.ts";
import type { Sql } from "../connect.ts";
import type { offeringRevisions } from "../schema/services.ts";

export type RevisionRow = Omit<typeof offeringRevisions.$inferSelect, "overlay"> & {
  readonly overlay: Overlay;
};

/** One revision of an offering. */
export async function findRevision(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  number: number,
): Promise<RevisionRow | undefined> {
  const [row] = await sql<RevisionRow[]>`
    select * from offering_revisions
    where ars = ${ars} and service_id = ${serviceId} and number = ${number}`;
  return row;
}

/** The revision that counts, if there is one. */
export async function findPublishedRevision(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
): Promise<RevisionRow | undefined> {
  const [row] = await sql<RevisionRow[]>`
    select r.* from offerings o join offering_revisions r
      on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    where o.ars = ${ars} and o.service_id = ${serviceId}`;
  return row;
}

/** The revision that is being worked on, or that waits for release. Locked where asked for. */
export async function findOpenRevision(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  { lock = false } = {},
): Promise<RevisionRow | undefined> {
  const [row] = await sql<RevisionRow[]>`
    select * from offering_revisions
    where ars = ${ars} and service_id = ${serviceId} and state in ('draft', 'proposed')
    ${lock ? sql`for update` : sql``}`;
  return row;
}

/** All revisions of an offering without their overlays, newest first. */
export async function listRevisions(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
): Promise<Omit<RevisionRow, "overlay">[]> {
  return sql<Omit<RevisionRow, "overlay">[]>`
    select ars, service_id, number, service_version, based_on, overlay_hash, state, note, edits, created_at, created_by,
      changed_at, changed_by, authors, proposed_by, published_at, published_by
    from offering_revisions where ars = ${ars} and service_id = ${serviceId} order by number desc`;
}

/** Keeps two revisions of an offering from being begun at once. Wants a transaction. */
export async function lockOffering(sql: Sql, { ars, serviceId }: OfferingKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`offering:${ars}:${serviceId}`}))`;
}

/** Adds a revision with the next free number, which is returned. The offering must be locked. */
export async function insertRevision(
  sql: Sql,
  row: Omit<RevisionRow, "number" | "edits" | "changedAt" | "changedBy" | "authors" | "proposedBy">,
): Promise<number> {
  const [added] = await sql<{ number: number }[]>`
    insert into offering_revisions (ars, service_id, number, service_version, based_on, overlay, overlay_hash, state, note, edits,
      created_at, created_by, changed_at, changed_by, authors, published_at, published_by)
    select ${row.ars}, ${row.serviceId}, coalesce(max(number), 0) + 1, ${row.serviceVersion},
      ${row.basedOn}::int, ${JSON.stringify(row.overlay)}::text::jsonb, ${row.overlayHash}, ${row.state}, ${row.note}, 0,
      ${row.createdAt}, ${row.createdBy}, ${row.createdAt}, ${row.createdBy}, array[${row.createdBy}]::text[], ${row.publishedAt}, ${row.publishedBy}
    from offering_revisions where ars = ${row.ars} and service_id = ${row.serviceId}
    returning number`;
  if (!added) throw new Error("an insert returned nothing");
  return added.number;
}

/** Writes what an open revision says now. It must be locked. */
export async function updateRevision(
  sql: Sql,
  row: Pick<
    RevisionRow,
    | "ars"
    | "serviceId"
    | "number"
    | "serviceVersion"
    | "basedOn"
    | "overlay"
    | "overlayHash"
    | "note"
    | "changedAt"
    | "changedBy"
  >,
): Promise<void> {
  await sql`
    update offering_revisions set service_version = ${row.serviceVersion}, based_on = ${row.basedOn},
      overlay = ${JSON.stringify(row.overlay)}::text::jsonb, overlay_hash = ${row.overlayHash}, note = ${row.note},
      state = 'draft', proposed_by = null, edits = edits + 1, changed_at = ${row.changedAt}, changed_by = ${row.changedBy},
      authors = case when ${row.changedBy} = any(authors) then authors else authors || ${row.changedBy}::text end
    where ars = ${row.ars} and service_id = ${row.serviceId} and number = ${row.number}
      and state in ('draft', 'proposed')`;
}

/** Moves an open revision on. Who wrote it, and when, stays. */
export async function setRevisionState(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  number: number,
  change: {
    readonly state: RevisionState;
    readonly at: Date;
    readonly actor: string;
  },
): Promise<void> {
  const { state, at, actor } = change;
  const isPublished = state === "published";
  await sql`
    update offering_revisions set state = ${state},
      proposed_by = case when ${state} = 'proposed' then ${actor} else proposed_by end,
      published_at = ${isPublished ? at : null}, published_by = ${isPublished ? actor : null}
    where ars = ${ars} and service_id = ${serviceId} and number = ${number}
      and state in ('draft', 'proposed')`;
}

/** Lets a published revision count, or none (null). */
export async function setCurrentRevision(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  revision: number | null,
  { at, actor }: { readonly at: Date; readonly actor: string },
): Promise<void> {
  await sql`
    update offerings set revision = ${revision}, updated_at = ${at}, updated_by = ${actor}
    where ars = ${ars} and service_id = ${serviceId}`;
}
