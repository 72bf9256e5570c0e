import { withMunicipality, type Sql } from "#db/connect.ts";
import { giveAttachmentToSubmission, findAttachment } from "#db/queries/attachments.ts";
import { deleteDraft } from "#db/queries/drafts.ts";
import { fileSubmission } from "#db/queries/file-submission.ts";
import { lockPlaces } from "#db/queries/offering-windows.ts";
import type { KeyRing, Portal } from "../catalogue/portal.server.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { sendOut } from "../forwarding/outbox.server.ts";
import { contactContext, type Contact } from "../notification/contact.ts";
import { enqueueMail, type WrittenMail } from "../notification/outbox.server.ts";
import { open as openSealed, randomId } from "../platform/crypto.server.ts";
import type { NewEntry } from "../proof/make-statement.server.ts";
import type { Draft } from "./draft.server.ts";
import { handOverPayments, PaymentChangedError } from "./hand-over-payments.server.ts";
import type { OpenJourney } from "./open-journey.server.ts";
import { hashStatusCode, statusCodeOf } from "./status-code.server.ts";

/** Everything that a filing consists of, made before its transaction. */
export interface Prepared {
  readonly opening: OpenJourney["opening"];
  readonly draft: Draft;
  readonly document: SubmissionDocument;
  /** None of a test. */
  readonly entry: NewEntry | undefined;
  readonly keys: KeyRing;
  readonly contact: Contact | undefined;
  readonly mail: WrittenMail | undefined;
}

/**
 * Writes it in one transaction. False, and nothing written, if the draft, its payment or the offering is not as it was any more, or
 * another application took the last place.
 */
export async function writeFiling(portal: Portal, prepared: Prepared): Promise<boolean> {
  const { ars } = prepared.draft.row;
  return withMunicipality(portal.database, ars, (sql) => file(portal, sql, prepared)).catch(
    (error: unknown) => {
      if (error instanceof PaymentChangedError) return false;
      throw error;
    },
  );
}

async function file(portal: Portal, sql: Sql, prepared: Prepared): Promise<boolean> {
  const { opening, draft, document, entry, keys, contact, mail } = prepared;
  const id = randomId();
  const { ars } = draft.row;
  const { reference } = document;
  const at = new Date(document.submittedAt);
  const code = statusCodeOf(draft.ticket);
  const test = document.test === true;
  if (opening.limited && !test) await lockPlaces(sql, draft.row);
  const isFiled = await fileSubmission(sql, {
    submission: {
      id,
      ars,
      serviceId: document.service.id,
      serviceVersion: document.service.version,
      reference,
      sealed: keys.seal(JSON.stringify(document), `submission:${id}`),
      draftId: draft.row.id,
      submittedAt: at,
      status: "received",
      codeHash: hashStatusCode(portal.config.masterKey, reference, code),
      contact: contact ? keys.seal(JSON.stringify(contact), contactContext(id)) : null,
      missingUntil: document.missing?.until ?? null,
      test,
    },
    offeringChangedAt: test ? undefined : opening.changedAt,
    draftRevision: draft.row.revision,
    event: { kind: "received", at, actor: "citizen" },
    entry,
    audit: {
      at,
      actor: "citizen",
      action: "submission.filed",
      details: { service: document.service.id, ...(test && { test }) },
    },
  });
  if (!isFiled) return false;
  await handOverPayments(sql, draft.row.id, id, document);
  for (const attachment of document.attachments) {
    await handOver(sql, keys, draft, attachment.id, id);
  }
  // Independent of each other: postgres.js sends them in one go.
  await Promise.all([
    sendOut(portal, sql, { submissionId: id, ars, serviceId: document.service.id }, "application"),
    ...(document.attachments.length > 0 && portal.scanner
      ? [portal.queue.enqueue(sql, "scan-attachments", {})]
      : []),
    mail && enqueueMail(portal, sql, keys, { ars, submissionId: id }, mail),
    deleteDraft(sql, draft.row.id),
  ]);
  return true;
}

/** An attachment's key moves from the citizen's key to the municipality's; the content stays as it is. */
async function handOver(
  sql: Sql,
  keys: KeyRing,
  { ticket }: Draft,
  id: string,
  submissionId: string,
): Promise<void> {
  const context = `attachment:${id}`;
  const row = await findAttachment(sql, id);
  if (!row) throw new Error(`attachment ${id} of a draft is not in the database`);
  const sealed = keys.seal(openSealed(ticket.key, row.sealed, context), context);
  await giveAttachmentToSubmission(sql, { id, submissionId, sealed });
}
