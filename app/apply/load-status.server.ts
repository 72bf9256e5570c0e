import { timingSafeEqual } from "node:crypto";
import { query, withMunicipality } from "#db/connect.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findPaidPayment } from "#db/queries/payments.ts";
import { countEventInAll } from "#db/queries/rate-limits.ts";
import { listSubmissionEvents } from "#db/queries/submission-events.ts";
import { findSubmissionByReference, type SubmissionRow } from "#db/queries/submissions.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import { progressOf, type ProgressStep } from "../domain/progress.ts";
import { readReference } from "../domain/reference.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { readStatusCode } from "../domain/status-code.ts";
import { submissionDocumentSchema, type MissingAnswer } from "../domain/submission.ts";
import { isFinished, type SubmissionStatus } from "../domain/submission-status.ts";
import { sha256 } from "../platform/crypto.server.ts";
import { hashStatusCode } from "./status-code.server.ts";

/** What somebody typed to see the status. */
export interface StatusQuestion {
  readonly reference: string;
  readonly code: string;
  /** Of the client. */
  readonly address: string;
}

/** How far an application has come. Nothing of its content, save which questions are still open. */
export interface ApplicationStatus {
  readonly kind: "status";
  readonly submission: SubmissionRow;
  /** Undefined where the municipality is no longer in the official list. */
  readonly town: Municipality | undefined;
  readonly municipality: string;
  readonly service: ServiceDefinition | undefined;
  readonly status: SubmissionStatus;
  readonly steps: readonly {
    readonly step: ProgressStep;
    readonly at: Date | undefined;
    /** It happened at another system than the inbox of this portal. */
    readonly elsewhere: boolean;
    /** From staff. */
    readonly note: string | undefined;
  }[];
  /** What was paid before filing. */
  readonly paidCents: number | undefined;
  readonly missing: readonly MissingAnswer[];
  /** When something was handed in later, oldest first. */
  readonly handedIn: readonly Date[];
}

/**
 * `mistyped`: the check character tells that it cannot be right. `unknown`: no such application, or not its code; which of
 * them is not told.
 */
export type StatusOutcome =
  | ApplicationStatus
  | { readonly kind: "mistyped"; readonly fields: readonly ("reference" | "code")[] }
  | { readonly kind: "unknown" }
  | { readonly kind: "limited"; readonly retryAfter: number };

/** Guessing the code of one application. */
const perReference = { limit: 10, windowSeconds: 15 * 60 };
/** Guessing from one address, behind which a library may sit. */
const perAddress = { limit: 60, windowSeconds: 15 * 60 };

/** The status of an application, for whoever has its reference and its code. */
export async function loadStatus(portal: Portal, question: StatusQuestion): Promise<StatusOutcome> {
  const reference = readReference(question.reference);
  const code = readStatusCode(question.code);
  if (reference === undefined || code === undefined) {
    const fields = [
      ...(reference === undefined ? (["reference"] as const) : []),
      ...(code === undefined ? (["code"] as const) : []),
    ];
    return { kind: "mistyped", fields };
  }
  const rates = [
    { key: `status:address:${sha256(question.address)}`, ...perAddress },
    { key: `status:reference:${sha256(reference)}`, ...perReference },
  ];
  const limited = await query(portal.database, (sql) =>
    countEventInAll(sql, rates, portal.clock()),
  );
  if (limited !== undefined) return { kind: "limited", retryAfter: limited };
  const row = await withMunicipality(portal.database, "*", (sql) =>
    findSubmissionByReference(sql, reference),
  );
  const given = hashStatusCode(portal.config.masterKey, reference, code);
  // Compared in any case, so that the time tells nothing either.
  const fits = timingSafeEqual(row?.codeHash ?? Buffer.alloc(given.length), given);
  return row && fits ? describe(portal, row) : { kind: "unknown" };
}

async function describe(portal: Portal, row: SubmissionRow): Promise<ApplicationStatus> {
  const [keys, offering] = await Promise.all([
    keyRingOf(portal, row.ars),
    loadVersion(portal, row.ars, row.serviceId, row.serviceVersion),
  ]);
  const [events, town, paid, forwardings] = await withMunicipality(
    portal.database,
    row.ars,
    (sql) =>
      Promise.all([
        listSubmissionEvents(sql, row.id),
        findMunicipality(sql, row.ars),
        findPaidPayment(sql, row.id),
        listForwardingsOfSubmission(sql, row.id),
      ]),
  );
  const hasLeft = forwardings.some(
    ({ destinationId, role, status }) =>
      destinationId !== null && role !== "copy" && (status === "sent" || status === "accepted"),
  );
  return {
    kind: "status",
    submission: row,
    town,
    municipality: town ? shortName(town) : "",
    service: offering?.service,
    status: row.status,
    steps: progressOf(events, row.status).map(({ step, event }) => ({
      step,
      at: event?.at,
      elsewhere: hasLeft && event?.kind.startsWith("forwarding.") === true,
      note: event?.note ? openNote(keys, row.id, event.note) : undefined,
    })),
    paidCents: paid?.amountCents,
    missing: row.missingUntil === null || isFinished(row.status) ? [] : missingIn(keys, row),
    handedIn: events.filter(({ kind }) => kind === "handedIn").map(({ at }) => at),
  };
}

function openNote(keys: KeyRing, submissionId: string, sealed: Buffer): string {
  return keys.open(sealed, `note:${submissionId}`).toString();
}

function missingIn(keys: KeyRing, { id, sealed }: SubmissionRow): readonly MissingAnswer[] {
  const document = submissionDocumentSchema.parse(
    JSON.parse(keys.open(sealed, `submission:${id}`).toString()),
  );
  return document.missing?.answers ?? [];
}
