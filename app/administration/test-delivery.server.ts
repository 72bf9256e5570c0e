import { randomBytes } from "node:crypto";
import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findDestination } from "#db/queries/destinations.ts";
import { insertForwarding } from "#db/queries/forwardings.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findPlace } from "#db/queries/places.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { summaryPdf } from "../documents/summary-pdf.v1.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { buildDocument } from "../domain/document.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import { findPaths } from "../domain/paths/find-paths.ts";
import { playPerson } from "../domain/paths/play-person.ts";
import { eachPerson } from "../domain/paths/walk-persons.ts";
import { makeReference } from "../domain/reference.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { enqueueForwarding } from "../forwarding/outbox.server.ts";
import { testContext, type TestParcel } from "../forwarding/test-parcel.ts";
import { documentTextsOf, wordsOf } from "../i18n/texts.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { randomId, sha256 } from "../platform/crypto.server.ts";

/** `noExample`: of this service no example person gets through. */
export type TestDelivery =
  { readonly kind: "started"; readonly id: string } | { readonly kind: "unknown" | "noExample" };

/**
 * Sends an invented application to a destination, marked as a test, the same way as real ones: what comes back is what real
 * ones would get.
 */
export async function startTestDelivery(
  portal: Portal,
  actor: Actor,
  ars: string,
  test: { readonly destinationId: string; readonly serviceId: string },
): Promise<TestDelivery> {
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  const destination = await withMunicipality(portal.database, ars, (sql) =>
    findDestination(sql, test.destinationId),
  );
  if (!municipality || !destination) return { kind: "unknown" };
  const offering = await findToTest(portal, municipality, test.serviceId);
  if (!offering) return { kind: "unknown" };
  const at = portal.clock();
  const parcel = await inventParcel(offering, municipality, at);
  if (!parcel) return { kind: "noExample" };
  const keys = await keyRingOf(portal, ars);
  const id = randomId();
  await withMunicipality(portal.database, ars, async (sql) => {
    await insertForwarding(sql, {
      id,
      submissionId: null,
      ars,
      destinationId: destination.id,
      adapter: destination.adapter,
      role: "primary",
      kind: "test",
      serviceId: test.serviceId,
      sealed: keys.seal(JSON.stringify(parcel), testContext(id)),
      at,
    });
    const { lanes } = destination;
    await enqueueForwarding(portal, sql, ars, { id, destinationId: destination.id, lanes });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "destination.tested",
      subject: destination.id,
      details: { service: test.serviceId },
    });
  });
  return { kind: "started", id };
}

/**
 * A service as the municipality offers it, or, where it is not on yet, as it would: it may go on only after a test has arrived.
 * Undefined where there is no such service.
 */
async function findToTest(
  portal: Portal,
  { ars, slug }: Municipality,
  serviceId: string,
): Promise<Offering | undefined> {
  const version = await query(portal.database, async (sql) => {
    const place = await findPlace(sql, slug, serviceId);
    return place?.offeredVersion ?? findCurrentVersion(sql, serviceId);
  });
  return version === undefined ? undefined : loadVersion(portal, ars, serviceId, version);
}

/** What the first example person files who gets through. */
async function inventParcel(
  offering: Offering,
  municipality: Municipality,
  at: Date,
): Promise<TestParcel | undefined> {
  const today = dayOf(at);
  const state = municipality.ars.slice(0, 2);
  const options = { today, state };
  for (const person of eachPerson(offering, findPaths(offering, options), options)) {
    if (person.trouble.length > 0) continue;
    const { journey, faults } = playPerson(offering, person);
    if (faults.length > 0) continue;
    const document = buildDocument(journey, {
      reference: makeReference(randomBytes(16)),
      submittedAt: at.toISOString(),
      municipality: { ars: municipality.ars, name: shortName(municipality) },
      language: "de",
      words: wordsOf("de"),
      assuranceLevel: "none",
    });
    return withFiles(document);
  }
  return undefined;
}

/** Gives every attachment that the example only names a content. */
async function withFiles(document: SubmissionDocument): Promise<TestParcel> {
  if (document.attachments.length === 0) return { document, files: {} };
  const bytes = await summaryPdf(document, "summary", documentTextsOf("de"));
  const about = {
    size: bytes.length,
    mediaType: "application/pdf",
    sha256: sha256(Buffer.from(bytes)),
  };
  const attachments = document.attachments.map((attachment, index) => ({
    ...attachment,
    ...about,
    name: `Testanlage-${String(index + 1)}.pdf`,
  }));
  const content = Buffer.from(bytes).toString("base64");
  return {
    document: { ...document, attachments },
    files: Object.fromEntries(attachments.map(({ id }) => [id, content])),
  };
}
