import { withMunicipality } from "#db/connect.ts";
import { findSubmission, type SubmissionRow } from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { municipalitiesFor, type Action, type Actor } from "../identity/permissions.ts";

/**
 * A submission that somebody may read or change. Looks only into their own municipalities, one by one, so that
 * row-level security holds whatever the id: what is not theirs does not exist for them.
 */
export async function findOwnSubmission(
  portal: Portal,
  actor: Actor,
  action: Extract<Action, `submission.${string}`>,
  id: string,
): Promise<SubmissionRow | undefined> {
  for (const ars of municipalitiesFor(actor, action)) {
    const row = await withMunicipality(portal.database, ars, (sql) => findSubmission(sql, id));
    if (row) return row;
  }
  return undefined;
}
