import type { Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { saveOfferingDestinations } from "#db/queries/destinations.ts";
import { waysText } from "../domain/confirmation.ts";
import type { Way } from "../domain/forwarding.ts";
import type { OfferingKey } from "../domain/revision.ts";

/**
 * Sets where an offering goes, and writes down who did and how it was before, from which it can be taken back. What a second person
 * confirms stands in the log already.
 */
export async function changeWays(
  sql: Sql,
  key: OfferingKey,
  change: { readonly before: readonly Way[]; readonly after: readonly Way[] },
  by: { readonly at: Date; readonly actor: string },
): Promise<void> {
  await saveOfferingDestinations(sql, key, change.after);
  await noteWays(sql, key, change, by);
}

/** Writes down that an offering goes elsewhere, because it does by something else that was done. */
export function noteWays(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  { before, after }: { readonly before: readonly Way[]; readonly after: readonly Way[] },
  { at, actor }: { readonly at: Date; readonly actor: string },
): Promise<void> {
  const details = { before: waysText(before), after: waysText(after) };
  const action = "offering.destinations";
  return insertAuditEntry(sql, { at, actor, ars, action, subject: serviceId, details });
}
