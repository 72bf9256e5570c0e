import { withMunicipality } from "#db/connect.ts";
import { listSubmissionEvents, type SubmissionEventRow } from "#db/queries/submission-events.ts";
import { changeSubmissionStatus } from "#db/queries/submissions.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { lengthOf } from "../domain/fields/text.ts";
import { isFinished, isSubmissionStatus, nextStatuses } from "../domain/submission-status.ts";
import type { Actor } from "../identity/permissions.ts";
import { enqueueMail } from "../notification/outbox.server.ts";
import { countDecided } from "./count-casework.server.ts";
import { findOwnSubmission } from "./find-submission.server.ts";
import { recordAccess } from "./record-access.server.ts";
import { writeStatusMail } from "./write-status-mail.server.ts";

/**
 * `stale`: somebody else was faster. `refused`: no such step. `noteTooLong`: longer than `longestNote`. `unknown`: no such
 * submission for this person.
 */
export type StatusChange = {
  readonly kind: "changed" | "stale" | "refused" | "noteTooLong" | "unknown";
};

/** Characters of a note to the applicant. */
export const longestNote = 1000;

export interface WantedChange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** To the applicant, who reads it with the status; stored sealed. */
  readonly note?: string | undefined;
}

/**
 * Moves a submission on, or takes up again what was finished by mistake. `from` is the status that the person had before
 * their eyes. Whoever wanted to hear of it by mail does.
 */
export async function changeStatus(
  portal: Portal,
  actor: Actor,
  id: string,
  { from, to, note: typed = "" }: WantedChange,
): Promise<StatusChange> {
  const found = await findOwnSubmission(portal, actor, "submission.change", id);
  if (!found) return { kind: "unknown" };
  if (!isSubmissionStatus(from) || !isSubmissionStatus(to) || !nextStatuses(from).includes(to)) {
    return { kind: "refused" };
  }
  const note = typed.trim();
  if (lengthOf(note) > longestNote) return { kind: "noteTooLong" };
  const keys = await keyRingOf(portal, found.ars);
  const mail = await writeStatusMail(portal, keys, found, to, note);
  const at = portal.clock();
  let before: readonly SubmissionEventRow[] = [];
  const outcome = await withMunicipality(portal.database, found.ars, async (sql) => {
    before = await listSubmissionEvents(sql, id);
    if (!(await changeSubmissionStatus(sql, { id, from, to }))) return { kind: "stale" } as const;
    await recordAccess(sql, actor, found, {
      at,
      event: `statusChanged.${to}`,
      ...(note !== "" && { note: keys.seal(note, `note:${id}`) }),
      action: isFinished(from) ? "submission.reopened" : "submission.statusChanged",
      details: { from, to },
    });
    if (mail) await enqueueMail(portal, sql, keys, { ars: found.ars, submissionId: id }, mail);
    return { kind: "changed" } as const;
  });
  if (outcome.kind === "changed" && isFinished(to)) await countDecided(portal, found, before, at);
  return outcome;
}
