import { query, withMunicipality } from "#db/connect.ts";
import { findPlace } from "#db/queries/places.ts";
import { findSubmissionByReference, type SubmissionRow } from "#db/queries/submissions.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { readReference } from "../domain/reference.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { submissionDocumentSchema, type SubmissionDocument } from "../domain/submission.ts";
import type { Visit } from "./open-journey.server.ts";
import { statusCodeOf } from "./status-code.server.ts";

export interface Receipt {
  readonly kind: "receipt";
  readonly municipality: Municipality;
  readonly service: ServiceDefinition | undefined;
  readonly reference: string;
  readonly submittedAt: Date;
  readonly submission: Pick<SubmissionRow, "id" | "ars" | "submittedAt" | "missingUntil" | "test">;
  /** With which the applicant asks for the status; only for that browser, too. */
  readonly code: string | undefined;
  /** What was filed; only for the browser in which it was filed. */
  readonly document: SubmissionDocument | undefined;
}

/**
 * The receipt behind a reference. The reference alone shows that and when something was filed; what was filed is
 * shown only to the browser that still holds the draft's ticket.
 */
export async function loadReceipt(
  portal: Portal,
  visit: Visit,
  text: string,
): Promise<Receipt | { readonly kind: "unknown" }> {
  const reference = readReference(text);
  const place = await query(portal.database, (sql) => findPlace(sql, visit.municipality));
  if (!place || reference === undefined) return { kind: "unknown" };
  const { municipality } = place;
  const row = await withMunicipality(portal.database, municipality.ars, (sql) =>
    findSubmissionByReference(sql, reference),
  );
  if (row?.serviceId !== visit.service) return { kind: "unknown" };
  const offering = await loadVersion(portal, row.ars, row.serviceId, row.serviceVersion);
  const own = visit.ticket !== undefined && visit.ticket.id === row.draftId;
  const code = own && row.codeHash !== null ? statusCodeOf(visit.ticket) : undefined;
  const keys = own ? await keyRingOf(portal, municipality.ars) : undefined;
  return {
    kind: "receipt",
    municipality,
    service: offering?.service,
    reference: row.reference,
    submittedAt: row.submittedAt,
    submission: row,
    code,
    document: keys
      ? submissionDocumentSchema.parse(
          JSON.parse(keys.open(row.sealed, `submission:${row.id}`).toString()),
        )
      : undefined,
  };
}
