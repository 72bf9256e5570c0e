import type { Sql } from "#db/connect.ts";
import { insertRevision, setCurrentRevision, type RevisionRow } from "#db/queries/revisions.ts";
import { hashOf } from "./content-hash.server.ts";
import type { OfferingKey } from "../domain/revision.ts";

/** Who lets something count, when, and why. */
export interface Publication {
  readonly at: Date;
  /** The account, or what does it ("merge"). */
  readonly actor: string;
  readonly note: string;
}

/**
 * Adds a revision that counts at once and returns its number. The offering must exist and be locked (`lockOffering`), the overlay
 * must have passed `checkOverlay`.
 */
export async function publishRevision(
  sql: Sql,
  offering: OfferingKey,
  revision: Pick<RevisionRow, "serviceVersion" | "basedOn" | "overlay">,
  { at, actor, note }: Publication,
): Promise<number> {
  const number = await insertRevision(sql, {
    ...offering,
    ...revision,
    overlayHash: hashOf(revision.overlay),
    state: "published",
    note,
    createdAt: at,
    createdBy: actor,
    publishedAt: at,
    publishedBy: actor,
  });
  await setCurrentRevision(sql, offering, number, { at, actor });
  return number;
}
