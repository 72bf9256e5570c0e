import { withMunicipality, type Sql } from "#db/connect.ts";
import { findAccountNames } from "#db/queries/accounts.ts";
import { listAttachmentsOfSubmission } from "#db/queries/attachments.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listSubmissionEvents, type SubmissionEventRow } from "#db/queries/submission-events.ts";
import { listMails, type MailRow } from "#db/queries/mails.ts";
import type { SubmissionRow } from "#db/queries/submissions.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ScanState } from "../domain/scan-state.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type { ForwardedAttachment } from "../forwarding/adapter.server.ts";
import { openParcel, type Parcel } from "../forwarding/open-parcel.server.ts";
import { openContact } from "../notification/contact.ts";
import type { Actor } from "../identity/permissions.ts";
import { idleMinutes } from "../identity/session.server.ts";
import { countOpened } from "./count-casework.server.ts";
import { findOwnSubmission } from "./find-submission.server.ts";
import { forwardingOf, historyOf, type HistoryEntry, type ShownForwarding } from "./history.ts";
import { recordAccess, type Access } from "./record-access.server.ts";

/** What became of a mail to the applicant. */
type ShownMail = Pick<MailRow, "kind" | "status" | "lastError" | "updatedAt">;

export interface OpenedSubmission {
  readonly row: Omit<SubmissionRow, "sealed" | "draftId" | "contact" | "codeHash">;
  readonly municipality: Municipality | undefined;
  readonly document: SubmissionDocument;
  /** Documents that came after the application. */
  readonly handedIn: readonly Pick<ForwardedAttachment, "id" | "name" | "mediaType" | "size">[];
  readonly mails: readonly ShownMail[];
  /** Whether the applicant hears by mail of every status. */
  readonly everyStatus: boolean;
  readonly history: readonly HistoryEntry[];
  /** Undefined where the inbox itself is the destination. */
  readonly forwarding: ShownForwarding | undefined;
  /** By the id of the attachment. */
  readonly scans: ReadonlyMap<string, ScanState>;
}

/** Opens a submission for reading, and writes down that somebody did. Undefined: there is none for this person. */
export async function openSubmission(
  portal: Portal,
  actor: Actor,
  id: string,
): Promise<OpenedSubmission | undefined> {
  const found = await findOwnSubmission(portal, actor, "submission.read", id);
  if (!found) return undefined;
  const keys = await keyRingOf(portal, found.ars);
  const { contact } = found;
  const at = portal.clock();
  const opened = await withMunicipality(portal.database, found.ars, async (sql) => {
    const before = await recordOpening(sql, actor, found, at);
    const events = await listSubmissionEvents(sql, id);
    const forwardings = await listForwardingsOfSubmission(sql, id);
    const names = await findAccountNames(sql, [...new Set(events.map((event) => event.actor))]);
    const attachments = await listAttachmentsOfSubmission(sql, id);
    const parcel = openParcel(portal, keys, found, attachments);
    const {
      sealed: _sealed,
      draftId: _draftId,
      contact: _contact,
      codeHash: _code,
      ...row
    } = found;
    return {
      before,
      row,
      municipality: await findMunicipality(sql, found.ars),
      document: parcel.document,
      handedIn: parcel.attachments.filter(({ handedInAt }) => handedInAt !== undefined),
      mails: await listMails(sql, id),
      everyStatus: contact !== null && openContact(keys, id, contact).everyStatus,
      history: historyOf(events, forwardings, names),
      forwarding: forwardingOf(forwardings),
      scans: new Map(attachments.map((attachment) => [attachment.id, attachment.scan])),
    };
  });
  const { before, ...shown } = opened;
  countOpened(portal, found, before, at);
  return shown;
}

/** Reading goes on for a while: the history tells it once a sitting, the audit log every time. Returns the history until then. */
async function recordOpening(
  sql: Sql,
  actor: Actor,
  submission: SubmissionRow,
  at: Date,
): Promise<readonly SubmissionEventRow[]> {
  const sitting = at.getTime() - idleMinutes * 60_000;
  const events = await listSubmissionEvents(sql, submission.id);
  const told = events.some(
    (event) =>
      event.kind === "opened" && event.actor === actor.accountId && event.at.getTime() > sitting,
  );
  await recordAccess(sql, actor, submission, {
    at,
    ...(!told && { event: "opened" }),
    action: "submission.opened",
    details: {},
  });
  return events;
}

/**
 * Opens a submission with its attachments, and hands out what `pick` finds in it, once that is written down. Undefined:
 * there is none for this person, or `pick` found nothing.
 */
export async function takeFrom<T>(
  portal: Portal,
  actor: Actor,
  id: string,
  access: Omit<Access, "at">,
  pick: (parcel: Parcel) => T | undefined,
): Promise<T | undefined> {
  const found = await findOwnSubmission(portal, actor, "submission.read", id);
  if (!found) return undefined;
  const keys = await keyRingOf(portal, found.ars);
  return withMunicipality(portal.database, found.ars, async (sql) => {
    const attachments = await listAttachmentsOfSubmission(sql, id);
    const taken = pick(openParcel(portal, keys, found, attachments));
    if (taken !== undefined) {
      await recordAccess(sql, actor, found, { ...access, at: portal.clock() });
    }
    return taken;
  });
}
