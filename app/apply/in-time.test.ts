import { expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { findSubmissionByReference } from "#db/queries/submissions.ts";
import { fimXml } from "../documents/fim-xml.v1.server.ts";
import { submissionJson } from "../documents/submission-json.v1.server.ts";
import { submissionDocumentSchema } from "../domain/submission.ts";
import { keyRingOf } from "../catalogue/portal.server.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import { createTestPortal } from "./fixtures/test-portal.ts";
import { handIn } from "./hand-in.server.ts";
import { readIntent } from "../domain/intent.ts";
import { loadReview } from "./load-review.server.ts";
import { loadStatus } from "./load-status.server.ts";
import { savePage } from "./save-page.server.ts";
import { statusCodeOf } from "./status-code.server.ts";
import { submit } from "./submit.server.ts";

const portal = await createTestPortal();
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };
const dog = "hundesteuer-anmelden";
const holder = {
  "G99000000201/F99000000301": "Erika",
  "G99000000201/F99000000302": "Mustermann",
  "G99000000201/F99000000303/day": "27",
  "G99000000201/F99000000303/month": "3",
  "G99000000201/F99000000303/year": "1984",
};
const visitOf = (ticket?: DraftTicket, service = dog) => ({
  municipality: "musterstadt",
  service,
  ticket,
});
async function begun(service = dog, address = "halter", input: Record<string, string> = holder) {
  const saved = await savePage(portal, visitOf(undefined, service), {
    address,
    intent: readIntent("next"),
    raw: { ...input, _shown: Object.keys(input) },
    files: [],
    fromReview: false,
  });
  if (saved.kind !== "saved") throw new Error(JSON.stringify(saved));
  return saved.ticket;
}

test("an application is filed before it is complete, with what is missing and until when", async () => {
  const ticket = await begun();
  const review = await loadReview(portal, visitOf(ticket), "de", words, true);
  expect(review).toMatchObject({ kind: "review", inTime: { until: "2026-03-15" } });
  const filed = await submit(portal, visitOf(ticket), "de", words, { inTime: true });
  if (filed.kind !== "filed") throw new Error(filed.kind);
  const row = await withMunicipality(portal.database, "000000000001", (sql) =>
    findSubmissionByReference(sql, filed.reference),
  );
  if (!row) throw new Error("not there");
  const keys = await keyRingOf(portal, row.ars);
  const document = submissionDocumentSchema.parse(
    JSON.parse(keys.open(row.sealed, `submission:${row.id}`).toString()),
  );
  expect(document.submittedAt).toBe(portal.clock().toISOString());
  expect(document.missing?.until).toBe("2026-03-15");
  expect(document.missing?.answers.map(({ label }) => label)).toContain("Hausnummer");
  expect(submissionJson(document)).toContain('"missing"');
  // What receivers get goes on to be written, without what is not there.
  const offering = await loadVersion(portal, row.ars, dog, row.serviceVersion);
  expect(fimXml(document, offering!.service)).toContain("Mustermann");

  const question = {
    reference: filed.reference,
    code: statusCodeOf(ticket),
    address: "192.0.2.1",
  };
  const status = await loadStatus(portal, question);
  if (status.kind !== "status") throw new Error(status.kind);
  expect(status.missing.length).toBe(document.missing?.answers.length);
  const file = (bytes: string, filename = "Impfpass.pdf") => [
    { name: "unterlagen", filename, bytes: Buffer.from(bytes) },
  ];
  expect(await handIn(portal, status, [])).toEqual({ kind: "nothing" });
  expect(await handIn(portal, status, file(""))).toMatchObject({ code: "file.empty" });
  expect(await handIn(portal, status, file("<html>"))).toMatchObject({ code: "file.type" });
  const pdf = "%PDF-1.7\n%%EOF";
  expect(await handIn(portal, status, file(pdf))).toEqual({ kind: "handedIn", count: 1 });
  const many = Array.from({ length: 30 }, () => file(pdf)).flat();
  expect(await handIn(portal, status, many)).toEqual({ kind: "tooMany" });
  expect(await loadStatus(portal, question)).toMatchObject({ handedIn: [portal.clock()] });
});

test("nobody files in time by accident, or where the service does not allow it", async () => {
  const ticket = await begun();
  expect(await submit(portal, visitOf(ticket), "de", words)).toMatchObject({ kind: "elsewhere" });
  expect(await loadReview(portal, visitOf(ticket), "de", words)).toMatchObject({
    kind: "elsewhere",
  });
  const nothing = await submit(portal, visitOf(), "de", words, { inTime: true });
  expect(nothing).toMatchObject({ kind: "elsewhere", address: "halter" });
  const festival = "strassenfest";
  const other = await begun(festival, "veranstalter", {
    "G99000000260/auswahl": "G99000000261",
    "G99000000260/G99000000261/F99000000301": "Max",
    "G99000000260/G99000000261/F99000000302": "Mustermann",
    "G99000000260/G99000000261/F99000000303/day": "31",
    "G99000000260/G99000000261/F99000000303/month": "1",
    "G99000000260/G99000000261/F99000000303/year": "1980",
  });
  const refused = await submit(portal, visitOf(other, festival), "de", words, { inTime: true });
  expect(refused).toMatchObject({ kind: "elsewhere" });
});
