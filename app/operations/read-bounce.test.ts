import { expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { listAttempts, listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { listSubmissionEvents } from "#db/queries/submission-events.ts";
import { forwardSubmission } from "../jobs/forward-submission.server.ts";
import { bounceOf } from "../mail/fixtures/bounce.ts";
import { startMailServer } from "../mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.server.ts";
import { createStaffPortal, festival, here } from "../routes/fixtures/staff-portal.ts";
import { readBounce } from "./read-bounce.server.ts";

const town = await createStaffPortal();
const server = await startMailServer();
const mailer = createSmtpMailer({ url: server.url, from: "antrag@example.de" });
const config = { ...town.portal.config, publicUrl: "https://antrag.example.de" };
const portal = { ...town.portal, config, mailer };
const { ars } = here;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);
const now = portal.clock();
for (const [id, adapter, options] of [
  ["mailbox", "email", { to: "amt@musterstadt.example", encryption: "notice" }],
  ["spare", "download-only", {}],
] as const)
  await inTown((sql) =>
    insertDestination(sql, {
      ...{ id, ars, name: id, adapter, options, secrets: null, lanes: 4, active: true },
      createdAt: now,
    }),
  );
await inTown((sql) =>
  saveOfferingDestinations(sql, { ars, serviceId: festival }, [
    { destinationId: "mailbox", role: "primary" },
    { destinationId: "spare", role: "fallback" },
  ]),
);

test("a mail that comes back rejects its delivery once, and the fallback takes over", async () => {
  const { id } = await town.file(here, festival, {}, portal);
  const of = () => inTown((sql) => listForwardingsOfSubmission(sql, id));
  const [{ id: forwardingId } = { id: "" }] = await of();
  await forwardSubmission(portal, { forwardingId, ars });
  expect(await of()).toMatchObject([{ adapter: "email", status: "accepted" }]);
  const [mail] = server.received;
  expect(mail?.parsed.messageId).toBe(`<${forwardingId}@example.de>`);
  expect(mail?.parsed.text).toContain(`https://antrag.example.de/eingang/${id}`);

  const bounce = Buffer.from(bounceOf(forwardingId, { envelopeId: false }));
  expect(await readBounce(portal, bounce)).toEqual({
    kind: "rejected",
    forwarding: forwardingId,
    ars,
  });
  const rows = await of();
  expect(Object.fromEntries(rows.map((row) => [row.role, row.status]))).toEqual({
    primary: "rejected",
    fallback: "pending",
  });
  expect(rows.find(({ role }) => role === "primary")?.lastError).toBe("the mail came back (5.1.1)");
  const [attempt] = await inTown((sql) => listAttempts(sql, forwardingId, 9));
  expect(attempt).toMatchObject({ outcome: "rejected", exchanges: [] });
  const events = await inTown((sql) => listSubmissionEvents(sql, id));
  expect(events.map(({ kind }) => kind)).toContain("forwarding.rejected");

  expect(await readBounce(portal, bounce)).toEqual({ kind: "known" });
  expect(await of()).toHaveLength(2);
});

test("what only tells of a delay, or of no delivery by mail, changes nothing", async () => {
  const { id } = await town.file(here, festival, {}, portal);
  const of = () => inTown((sql) => listForwardingsOfSubmission(sql, id));
  const [{ id: forwardingId } = { id: "" }] = await of();
  const read = (text: string) => readBounce(portal, Buffer.from(text));
  const delayed = { action: "delayed", status: "4.4.1" };
  expect(await read(bounceOf(forwardingId, delayed))).toEqual({ kind: "noFailure" });
  expect(await read("Subject: Hallo\r\n\r\nText")).toEqual({ kind: "noFailure" });
  expect(await read(bounceOf("0".repeat(32)))).toEqual({ kind: "unknown" });
  await inTown(
    (sql) => sql`update forwardings set adapter = 'download-only' where id = ${forwardingId}`,
  );
  expect(await read(bounceOf(forwardingId))).toEqual({ kind: "unknown" });
  expect(await of()).toMatchObject([{ status: "pending" }]);
  await server.stop();
});
