import { withMunicipality } from "#db/connect.ts";
import { changeSubmissionStatus } from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isSubmissionStatus, nextStatuses } from "../domain/submission-status.ts";
import type { Actor } from "../identity/permissions.ts";
import { findOwnSubmission } from "./find-submission.server.ts";
import { recordAccess } from "./record-access.server.ts";

/** `stale`: somebody else was faster. `refused`: no such step. `unknown`: no such submission for this person. */
export type StatusChange = { readonly kind: "changed" | "stale" | "refused" | "unknown" };

/** Moves a submission on. `from` is the status that the person had before their eyes. */
export async function changeStatus(
  portal: Portal,
  actor: Actor,
  id: string,
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
): Promise<StatusChange> {
  const found = await findOwnSubmission(portal, actor, "submission.change", id);
  if (!found) return { kind: "unknown" };
  if (!isSubmissionStatus(from) || !isSubmissionStatus(to) || !nextStatuses(from).includes(to)) {
    return { kind: "refused" };
  }
  return withMunicipality(portal.database, found.ars, async (sql): Promise<StatusChange> => {
    if (!(await changeSubmissionStatus(sql, { id, from, to }))) return { kind: "stale" };
    await recordAccess(sql, actor, found, {
      at: portal.clock(),
      event: `statusChanged.${to}`,
      action: "submission.statusChanged",
      details: { from, to },
    });
    return { kind: "changed" };
  });
}
