import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { documentOf, fimService } from "#app/documents/fixtures/fim-service.ts";
import { fimXml } from "#app/documents/fim-xml.v1.server.ts";
import {
  encrypt,
  metadataFor,
  sendV2,
  serviceUrn,
} from "../../e2e/fixtures/zustelldienst/test-client.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { fitConnect } from "../forwarding/fit-connect.server.ts";
import { deliveryOf, files } from "../forwarding/fit-connect/fixtures/local-service.ts";
import { changePickup, listPickups } from "../forwarding/pickups/pickups.server.ts";
import { deleteExpired } from "./delete-expired.server.ts";
import { watchPickups } from "./pick-up.server.ts";
import { createReceivingTown } from "./fixtures/receiving-town.ts";

const {
  portal,
  service,
  ars,
  inTown,
  sender,
  destinationId,
  senderOptions,
  round,
  inbox,
  eventsOf,
  newest,
  read,
  labels,
} = await createReceivingTown();

test("data of a schema that nobody knows here lie readable in the inbox, with the original", async () => {
  const sent = await sendV2(sender, destinationId);
  expect(await round()).toEqual({ accepted: 1, rejected: 0, failed: 0 });
  const { row, document, contents, rows } = await newest();
  expect(row.reference).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  expect(labels(document)).toEqual(
    expect.arrayContaining([
      ["name", "Erika Mustermann"],
      ["Einreichung", sent.submissionId],
    ]),
  );
  expect(Object.fromEntries(contents)).toEqual({
    "lageplan.txt": "Lageplan",
    "Fachdaten im Original.json": '{"name":"Erika Mustermann"}',
  });
  expect(new Set(rows.map(({ scan }) => scan))).toEqual(new Set(["not-scanned"]));
  expect((await eventsOf(sent.caseId)).slice(-2)).toEqual([
    "accept-submission",
    "delete-submission",
  ]);
  expect(await round()).toEqual({ accepted: 0, rejected: 0, failed: 0 });
  expect(await inbox()).toHaveLength(1);
});

test("an application to a portal such as this one arrives as it was filed", async () => {
  const prefer = ["submission-json.v1"] as const;
  const document = {
    ...documentOf(),
    attachments: documentOf().attachments.map((one) => ({ ...one, sha256: files[0]!.sha256 })),
  };
  const delivery = deliveryOf({}, document);
  const never = new AbortController().signal;
  const own = { ...senderOptions, prefer };
  expect(await fitConnect.forward(document, files, own, never, delivery)).toMatchObject({
    kind: "sent",
  });
  expect(await round()).toMatchObject({ accepted: 1 });
  const { row, document: arrived, contents } = await newest();
  expect(arrived.summary.slice(0, -1)).toEqual(document.summary);
  expect(arrived.reference).toBe(row.reference);
  expect(arrived.reference).not.toBe(document.reference);
  expect(labels(arrived)).toContainEqual(["Vorgangsnummer beim Absender", document.reference]);
  const file = arrived.attachments.find(({ path }) => path === document.attachments[0]!.path);
  expect(file?.name).toBe("Bescheinigung Łukasz.pdf");
  expect(JSON.stringify(arrived.data)).toContain(file!.id);
  expect(JSON.stringify(arrived.data)).not.toContain('"datei-1"');
  expect([...contents.keys()]).toContain("lageplan.png");
  // What the sender learns.
  const followed = await fitConnect.follow?.(own, never, { ...delivery, state: delivery.kept() });
  expect(followed).toMatchObject({ kind: "accepted" });
});

test("data by the FIM schema of one of our services are shown in its words", async () => {
  const delivery = deliveryOf();
  const never = new AbortController().signal;
  await fitConnect.forward(documentOf(), files, senderOptions, never, delivery);
  expect(await round()).toMatchObject({ accepted: 1 });
  const { row, document } = await newest();
  expect(row.serviceId).toBe(fimService.id);
  expect(document.data).toEqual(documentOf().data);
  expect(labels(document)).toContainEqual(["Frage choice", "Pudel"]);
  expect(labels(document)).toContainEqual(["Frage personName", "Erika Mustermann"]);
});

test("the same as XML is shown in its words, too, and what the service does not know under its id", async () => {
  const xml = (fimXml(documentOf(), fimService) ?? "").replace(
    "</G99000000001V2.0.0>",
    "<F60000000227V1.1>Musterfrau</F60000000227V1.1></G99000000001V2.0.0>",
  );
  const body = Buffer.from(xml);
  const delivery = deliveryOf({
    render: (format) =>
      Promise.resolve({ format, name: "antrag.xml", mediaType: "application/xml", bytes: body }),
  });
  const never = new AbortController().signal;
  const options = { ...senderOptions, prefer: ["fim-xml.v1"] as const };
  expect(await fitConnect.forward(documentOf(), files, options, never, delivery)).toMatchObject({
    kind: "sent",
  });
  expect(await round()).toMatchObject({ accepted: 1, rejected: 0 });
  const { row, document, contents } = await newest();
  expect(row.serviceId).toBe(fimService.id);
  expect(labels(document)).toEqual(
    expect.arrayContaining([
      ["Frage choice", "Pudel"],
      ["Frage multipleChoice", "Dackel Pudel"],
      ["Frage money", labels(documentOf()).find(([label]) => label === "Frage money")?.[1]],
      ["Frage personName", "Erika Mustermann"],
      ["G99000000001V2.0.0 › F60000000227V1.1", "Musterfrau"],
    ]),
  );
  expect(document.summary.map(({ title }) => title)).toContain(
    "Angaben, die das Formular nicht kennt",
  );
  expect(contents.get("Fachdaten im Original.xml")).toBe(xml);
});

test("two workers take a submission once", async () => {
  await sendV2(sender, destinationId);
  const rounds = await Promise.all([round(), round(), round()]);
  // A round that begins after the first has ended finds nothing.
  const ended = rounds.filter((one) => one !== undefined);
  expect(ended.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
  expect(ended.every(({ rejected, failed }) => rejected + failed === 0)).toBe(true);
  expect(await inbox()).toHaveLength(1);
});

test("what was written but not told is told in the next round, and once", async () => {
  const { caseId } = await sendV2(sender, destinationId);
  service.faults.set({ fail: { status: 503, times: 1 }, match: "^POST .*/events$" });
  expect(await round()).toEqual({ accepted: 1, rejected: 0, failed: 1 });
  expect(await inbox()).toHaveLength(1);
  expect(await listPickups(portal, ars)).toMatchObject([
    { open: 1, lastError: expect.any(String) as string },
  ]);
  expect(await round()).toEqual({ accepted: 0, rejected: 0, failed: 0 });
  expect(await inbox()).toHaveLength(1);
  expect((await eventsOf(caseId)).filter((name) => name === "accept-submission")).toHaveLength(1);
  expect(await listPickups(portal, ars)).toMatchObject([{ open: 0, lastError: null }]);
});

test("what was told but not noted is found in the log", async () => {
  const { caseId } = await sendV2(sender, destinationId);
  await round();
  await inTown((sql) => sql`update picked_up set acknowledged_at = null`);
  expect(await round()).toEqual({ accepted: 0, rejected: 0, failed: 0 });
  expect((await eventsOf(caseId)).filter((name) => name === "accept-submission")).toHaveLength(1);
  const open = await inTown((sql) => sql`select from picked_up where acknowledged_at is null`);
  expect(open).toHaveLength(0);
});

test("what nobody knows of any more need not be told", async () => {
  await sendV2(sender, destinationId);
  service.faults.set({ fail: { status: 503, times: 1 }, match: "^POST .*/events$" });
  await round();
  service.reset();
  expect(await round()).toEqual({ accepted: 0, rejected: 0, failed: 0 });
});

test("one that fails holds up no other", async () => {
  const first = await sendV2(sender, destinationId);
  await sendV2(sender, destinationId);
  const match = `^GET .*/submissions/${first.submissionId}$`;
  service.faults.set({ fail: { status: 500, times: 1 }, match });
  expect(await round()).toEqual({ accepted: 1, rejected: 0, failed: 1 });
  expect(await round()).toEqual({ accepted: 1, rejected: 0, failed: 0 });
  expect(await inbox()).toHaveLength(2);
});

test("a round whose lease has ended writes nothing any more", async () => {
  await sendV2(sender, destinationId);
  let isStolen = false;
  const storage = {
    ...portal.storage,
    put: async (...args: Parameters<typeof portal.storage.put>) => {
      if (!isStolen) await inTown((sql) => sql`update pickups set lease = 'another'`);
      isStolen = true;
      return portal.storage.put(...args);
    },
  };
  expect(await round({ ...portal, storage })).toMatchObject({ accepted: 0, failed: 1 });
  expect(await inbox()).toEqual([]);
  await inTown((sql) => sql`update pickups set lease = null, leased_until = null`);
  expect(await round()).toMatchObject({ accepted: 1 });
});

test("what its sender marks as a test is one here, and deleted as one; anything else is none", async () => {
  const never = new AbortController().signal;
  const delivery = deliveryOf({ kind: "test" });
  await fitConnect.forward(documentOf(), files, senderOptions, never, delivery);
  expect(await round()).toMatchObject({ accepted: 1 });
  const { row } = await newest();
  expect(row).toMatchObject({ test: true });
  expect(
    await fitConnect.follow?.(senderOptions, never, { ...delivery, state: delivery.kept() }),
  ).toMatchObject({ kind: "accepted" });
  await sendV2(sender, destinationId);
  await fitConnect.forward(documentOf(), files, senderOptions, never, deliveryOf());
  await round();
  const marked = (await inbox()).filter((one) => one.test);
  expect(await inbox()).toHaveLength(3);
  expect(marked.map(({ id }) => id)).toEqual([row.id]);
  // As the nightly job does, once its time is over.
  const later = new Date(Date.now() + 400 * 86_400_000);
  await deleteExpired({ ...portal, clock: () => later });
  expect(await inbox()).toHaveLength(2);
  expect((await inbox()).map(({ id }) => id)).not.toContain(row.id);
});

test("large data that travel as an attachment are read like others", async () => {
  const never = new AbortController().signal;
  const delivery = deliveryOf();
  const own = { ...senderOptions, largeDataBytes: 1 };
  await fitConnect.forward(documentOf(), files, own, never, delivery);
  expect(Object.keys(delivery.kept()?.parts ?? {})).toContain("data");
  expect(await round()).toEqual({ accepted: 1, rejected: 0, failed: 0 });
  const { row, document, contents } = await newest();
  expect(row.serviceId).toBe(fimService.id);
  expect(labels(document)).toContainEqual(["Frage personName", "Erika Mustermann"]);
  // Once, as the original, and not as a file of the applicant's beside it.
  expect([...contents.keys()].filter((name) => name.endsWith(".json"))).toEqual([
    "Fachdaten im Original.json",
  ]);
});

test("an attachment that travels in fragments is put together in their order", async () => {
  const { json: destination } = await sender.call("GET", `/destinations/${destinationId}`);
  const path = `/destinations/${destinationId}/keys/${destination.encryptionKid}`;
  const { json: jwk } = await sender.call("GET", path);
  const send = async (orderOf: (ids: string[]) => string[]) => {
    const pieces = { [randomUUID()]: "Lage", [randomUUID()]: "plan" };
    const fragments = orderOf(Object.keys(pieces));
    const [data, whole] = [JSON.stringify({ name: "Erika Mustermann" }), randomUUID()];
    const metadata = metadataFor(data, { [whole]: "Lageplan" });
    Object.assign(metadata.contentStructure.attachments[0]!, { fragments });
    const { json: ids } = await sender.call("POST", "/submissions", {
      destinationId,
      announcedAttachments: Object.keys(pieces),
      publicService: { identifier: serviceUrn, name: "Straßenfest" },
      region: "DE000000000001",
    });
    const at = `/submissions/${ids.submissionId}`;
    for (const [id, piece] of Object.entries(pieces))
      await sender.call("PUT", `${at}/attachments/${id}`, await encrypt(piece, jwk));
    const body = {
      encryptedMetadata: await encrypt(metadata, jwk),
      encryptedData: await encrypt(data, jwk),
    };
    expect((await sender.call("PUT", at, body)).status).toBe(200);
  };
  await send((ids) => ids);
  expect(await round()).toEqual({ accepted: 1, rejected: 0, failed: 0 });
  expect((await newest()).contents.get("lageplan.txt")).toBe("Lageplan");
  await send((ids) => ids.toReversed());
  expect(await round()).toEqual({ accepted: 0, rejected: 1, failed: 0 });
});

test("all pick-ups that are switched on are polled, and no other", async () => {
  const asked: unknown[] = [];
  const queue = {
    ...portal.queue,
    enqueue: (_sql: unknown, name: string, data: unknown) => {
      asked.push([name, data]);
      return Promise.resolve();
    },
  };
  const [listed] = await listPickups(portal, ars);
  await watchPickups({ ...portal, queue });
  expect(asked).toEqual([["pick-up", { pickupId: listed!.id, ars }]]);
  await changePickup(portal, listed!, { active: false }, "operator:cli");
  await watchPickups({ ...portal, queue });
  expect(asked).toHaveLength(1);
  expect(await round()).toBeUndefined();
  await changePickup(portal, listed!, { active: true }, "operator:cli");
});

test("data that do not fit the schema of a service here are rejected, and what was not checked says so", async () => {
  const never = new AbortController().signal;
  const send = async (change: (data: Record<string, unknown>) => object) => {
    const delivery = deliveryOf({
      render: async (format) => {
        const file = await deliveryOf().render(format);
        if (!file || format !== "fim-json.v1") return file;
        const data = JSON.parse(Buffer.from(file.bytes).toString()) as Record<string, unknown>;
        return { ...file, bytes: Buffer.from(JSON.stringify(change(data))) };
      },
    });
    await fitConnect.forward(documentOf(), files, senderOptions, never, delivery);
    return delivery;
  };
  const wordOf = (document: SubmissionDocument) =>
    labels(document).find(([label]) => label === "Prüfung der Angaben")?.[1];
  const markOf = async () => wordOf((await newest()).document);
  await send((data) => data);
  expect(await round()).toMatchObject({ accepted: 1 });
  expect(await markOf()).toMatch(/^entsprechen dem Datenschema und den Regeln/);
  // Of the right names and types, but no such code is in its list.
  const group = "G99000000001V2.0.0";
  const wrong = await send((data) => ({
    ...data,
    [group]: { ...(data[group] as object), "F99000000011V1.0.0": "99" },
  }));
  expect(await round()).toMatchObject({ accepted: 0, rejected: 1 });
  const state = wrong.kept();
  expect(await fitConnect.follow?.(senderOptions, never, { ...wrong, state })).toMatchObject({
    kind: "rejected",
    problems: [{ type: expect.stringMatching(/schema-violation$/) as string, instance: "data" }],
  });
  await sendV2(sender, destinationId);
  expect(await round()).toMatchObject({ accepted: 1 });
  expect(await inbox()).toHaveLength(2);
  const unknown = (await inbox()).find(({ serviceId }) => serviceId !== fimService.id);
  expect(wordOf((await read(unknown!)).document)).toMatch(/^nicht geprüft/);
});
