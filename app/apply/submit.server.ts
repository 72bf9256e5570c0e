import { randomBytes } from "node:crypto";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { giveAttachmentToSubmission, findAttachment } from "#db/queries/attachments.ts";
import { deleteDraft } from "#db/queries/drafts.ts";
import { fileSubmission } from "#db/queries/file-submission.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { checkJourney } from "../domain/check-journey.ts";
import { buildDocument, type Words } from "../domain/document.ts";
import { furthestStep, isComplete } from "../domain/journey.ts";
import { shortName } from "../domain/municipality.ts";
import { makeReference } from "../domain/reference.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type { Language } from "../domain/text.ts";
import { enqueueForwarding, newForwarding } from "../forwarding/outbox.server.ts";
import { open as openSealed, randomId } from "../platform/crypto.server.ts";
import { countFiled } from "./count-figures.server.ts";
import type { Draft } from "./draft.server.ts";
import {
  elsewhere,
  openJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { passLimit, perAddress, type HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";

export type SubmitOutcome =
  | NoJourney
  /** Something is not answered yet: there. */
  | Elsewhere
  /** Something that was right when it was saved is so no longer: the review tells what. */
  | { readonly kind: "review" }
  | HeldUp;

/**
 * Files the application: in one transaction the draft becomes a submission with its forwarding and attachments, and
 * ceases to exist. Whoever clicks twice finds no draft any more and gets the same receipt (`filed`).
 */
export async function submit(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
  sender?: Sender,
): Promise<SubmitOutcome> {
  return submitInTurn(portal, visit, { language, words, sender, passed: sender === undefined });
}

interface Submitting {
  readonly language: Language;
  readonly words: Words;
  readonly sender: Sender | undefined;
  /** Whether the limit lets it through. */
  readonly passed: boolean;
}

async function submitInTurn(
  portal: Portal,
  visit: Visit,
  { language, words, sender, passed }: Submitting,
): Promise<SubmitOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, draft } = open;
  const furthest = furthestStep(journey);
  if (furthest && (!draft || !isComplete(journey))) return elsewhere(open, furthest.address);
  if (!draft || checkJourney(journey, open.today).length > 0) return { kind: "review" };
  const { filings } = portal.config.limits;
  const held =
    sender && !passed
      ? await passLimit(portal, perAddress("filing", filings, sender), sender.pass)
      : undefined;
  if (held) return held;
  const { ars } = open.municipality;
  const keys = await keyRingOf(portal, ars);
  const document = freeze(portal, open, language, words);
  const isFiled = await withMunicipality(portal.database, ars, (sql) =>
    file(portal, sql, keys, draft, document),
  );
  // Another press or another tab came first: what it left is looked at anew. Each round one of them gets on.
  if (!isFiled) return submitInTurn(portal, visit, { language, words, sender, passed: true });
  countFiled(portal, open, draft, sender);
  portal.log.info("submission.accepted", { reference: document.reference });
  return { kind: "filed", reference: document.reference };
}

function freeze(
  portal: Portal,
  { journey, municipality }: OpenJourney,
  language: Language,
  words: Words,
): SubmissionDocument {
  return buildDocument(journey, {
    reference: makeReference(randomBytes(16)),
    submittedAt: portal.clock().toISOString(),
    municipality: { ars: municipality.ars, name: shortName(municipality) },
    language,
    words,
    assuranceLevel: "none",
  });
}

/** Everything that filing writes, in one transaction. False if the draft is not as it was any more. */
async function file(
  portal: Portal,
  sql: Sql,
  keys: KeyRing,
  draft: Draft,
  document: SubmissionDocument,
): Promise<boolean> {
  const id = randomId();
  const { ars } = draft.row;
  const at = new Date(document.submittedAt);
  const forwarding = newForwarding(at);
  const isFiled = await fileSubmission(sql, {
    submission: {
      id,
      ars,
      serviceId: document.service.id,
      serviceVersion: document.service.version,
      reference: document.reference,
      sealed: keys.seal(JSON.stringify(document), `submission:${id}`),
      draftId: draft.row.id,
      submittedAt: at,
      status: "received",
    },
    draftRevision: draft.row.revision,
    event: { kind: "received", at, actor: "citizen" },
    forwarding,
    audit: {
      at,
      actor: "citizen",
      action: "submission.filed",
      details: { service: document.service.id },
    },
  });
  if (!isFiled) return false;
  for (const attachment of document.attachments) {
    await handOver(sql, keys, draft, attachment.id, id);
  }
  // Independent of each other: postgres.js sends them in one go.
  await Promise.all([
    enqueueForwarding(portal, sql, { id: forwarding.id, ars }),
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
