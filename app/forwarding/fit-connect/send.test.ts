import { expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { decryptJwe } from "../../../e2e/fixtures/zustelldienst/decrypt-jwe.ts";
import { rotateEncryptionKey } from "../../../e2e/fixtures/zustelldienst/control-api.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { expectOfficial, hasOfficial } from "./fixtures/official-metadata.ts";
import { createSender } from "./fixtures/sender.ts";
import { deliveryOf, files, fimSchemaUri, offering, urlOf } from "./fixtures/local-service.ts";
import type { FitConnectOptions } from "./options.server.ts";

const { local, service, secret, never, forward, follow, submitted, report, sendAndOpen } =
  await createSender();
const { subscriber, destinationId } = local;

test("an application arrives whole, is followed, and is accepted", async () => {
  const delivery = deliveryOf();
  const { metadata, data, attachments, authenticationTags } = await sendAndOpen(delivery);
  expect(JSON.parse(data!.toString())).toHaveProperty(["G99000000001V2.0.0"]);
  const { attachments: listed, data: described } = metadata.contentStructure;
  expect(described?.submissionSchema.schemaUri).toBe(fimSchemaUri);
  expect(listed.map(({ purpose, filename }) => [purpose, filename])).toEqual([
    ["form", expect.stringMatching(/^antrag-.+\.pdf$/)],
    ["attachment", "Foto Łódź.pdf"],
    ["attachment", "lageplan.png"],
  ]);
  const contents = listed.map(({ attachmentId }) => attachments.get(attachmentId)!.toString());
  expect(contents[0]).toMatch(/^%PDF-/);
  expect(contents.slice(1)).toEqual(["%PDF-1.4 Anlage eins", "PNG Anlage zwei"]);
  expect(await follow(delivery)).toMatchObject({ kind: "sent" });
  await report(delivery.kept(), { "accept-submission": { authenticationTags } });
  expect(await follow(delivery)).toMatchObject({
    kind: "accepted",
    receiverReference: delivery.kept()?.submissionId,
  });
});

test.skipIf(!hasOfficial)(
  "metadata are valid by the official schema 2.1.0, with payment and reply channel",
  async () => {
    const document = {
      ...documentOf(),
      payment: {
        status: "paid" as const,
        amountCents: 7,
        currency: "EUR" as const,
        transactionId: "9xxd-432x-6543",
        transactionUrl: "https://zahlung.example.de/9xxd-432x-6543",
        transactionReference: "KZ 4711",
        method: "GIROPAY" as const,
        paidAt: "2026-03-01T10:00:00Z",
      },
    };
    const delivery = deliveryOf({}, document);
    const options: FitConnectOptions = {
      ...local.options,
      replyChannel: "eMail",
      replyAddress: "erika@example.org",
    };
    await fitConnect.forward(document, files, options, never, delivery);
    const { submissionId } = delivery.kept()!;
    const { json } = await subscriber.call("GET", `/submissions/${submissionId}`);
    const metadata = JSON.parse(decryptJwe(json.encryptedMetadata, secret).toString()) as object;
    expect(metadata).toMatchObject({
      paymentInformation: { transactionId: "9xxd-432x-6543", grossAmount: 0.07 },
      replyChannel: { eMail: { address: "erika@example.org" } },
      additionalReferenceInfo: { senderReference: document.reference },
    });
    expect(metadata).not.toHaveProperty("publicServiceType");
    expectOfficial(metadata);
  },
);

test("an application is of the day that it is at the authority, not in UTC", async () => {
  const document = { ...documentOf(), submittedAt: "2026-06-30T22:30:00.000Z" };
  const delivery = deliveryOf({}, document);
  await fitConnect.forward(document, [], local.options, never, delivery);
  const { json } = await subscriber.call("GET", `/submissions/${delivery.kept()!.submissionId}`);
  const metadata = JSON.parse(decryptJwe(json.encryptedMetadata, secret).toString()) as object;
  expect(metadata).toMatchObject({ additionalReferenceInfo: { applicationDate: "2026-07-01" } });
});

test("documents handed in later go into the case of the application", async () => {
  const application = deliveryOf();
  await forward(application);
  const supplement = deliveryOf({ kind: "supplement", application: application.kept() });
  const { metadata } = await sendAndOpen(supplement, local.options, files.slice(1));
  expect(supplement.kept()?.caseId).toBe(application.kept()?.caseId);
  expect(metadata.contentStructure.attachments).toMatchObject([
    { purpose: "attachment", filename: "lageplan.png" },
  ]);
  expect(await follow(application)).toMatchObject({ kind: "sent" });
});

test("a key that is replaced on the way is noticed, and everything encrypted anew", async () => {
  let isRotated = false;
  const delivery = deliveryOf({
    fetch: async (input, init) => {
      if (init?.method === "POST" && !isRotated && urlOf(input).endsWith("/submissions")) {
        isRotated = true;
        secret.push((await rotateEncryptionKey(service, destinationId)).privateJwk);
        // What was replaced before the announcement is refused.
        service.clock.advance(10_000);
      }
      return fetch(input, init);
    },
  });
  await sendAndOpen(delivery);
  expect(submitted()).toHaveLength(1);
});

test("large data travel as an attachment", async () => {
  const { metadata, data, attachments } = await sendAndOpen(deliveryOf(), {
    ...local.options,
    largeDataBytes: 10,
  });
  const listed = metadata.contentStructure.attachments.find(({ purpose }) => purpose === "data")!;
  expect(attachments.get(listed.attachmentId)?.toString()).toContain("G99000000001V2.0.0");
  expect(data?.toString()).toBe("{}");
});

test("of the schemas that the destination takes the preferred one is served", async () => {
  const own = { ...local.options, prefer: ["submission-json.v1", "fim-json.v1"] as const };
  const { data } = await sendAndOpen(deliveryOf(), own);
  expect(JSON.parse(data!.toString())).toMatchObject({ schemaVersion: 1 });
  await local.patch({ services: offering([["urn:de:anders:1", "application/json"]]) });
  expect(await forward(deliveryOf())).toMatchObject({
    kind: "retry",
    reason: "the destination takes none of our formats, but urn:de:anders:1",
  });
  const named = ["fim-json.v1 urn:de:anders:1"];
  expect(await forward(deliveryOf(), { ...local.options, schemas: named })).toMatchObject({
    kind: "sent",
  });
});

test("a payment of which metadata cannot say all is sent without, and not tried for ever", async () => {
  const document = {
    ...documentOf(),
    payment: {
      status: "paid" as const,
      amountCents: 700,
      currency: "EUR" as const,
      // The longest that a payment service may name it by.
      transactionId: "x".repeat(44),
      transactionUrl: "https://zahlung.example.de/x",
      transactionReference: "KZ 4711",
      method: "GIROPAY" as const,
      paidAt: "2026-03-01T10:00:00Z",
    },
  };
  const delivery = deliveryOf({}, document);
  const result = await fitConnect.forward(document, files, local.options, never, delivery);
  expect(result, JSON.stringify(result)).toMatchObject({ kind: "sent" });
  const { json } = await subscriber.call("GET", `/submissions/${delivery.kept()!.submissionId}`);
  const metadata = JSON.parse(decryptJwe(json.encryptedMetadata, secret).toString()) as object;
  expect(metadata).not.toHaveProperty("paymentInformation");
});

test("rate limits are obeyed: nothing is sent before the window ends", async () => {
  service.rateLimit = { requests: 3, seconds: 30 };
  let count = 0;
  const delivery = deliveryOf({
    fetch: (input, init) => {
      count += 1;
      return fetch(input, init);
    },
  });
  // Requests of everybody count with those of nobody, hence the rounds.
  let outcome = await forward(delivery);
  for (let round = 0; outcome.kind !== "retry" && round < 5; round += 1)
    outcome = await forward(deliveryOf());
  expect(outcome).toMatchObject({ kind: "retry" });
  expect(outcome).toHaveProperty("afterSeconds", expect.any(Number));
  expect((outcome as { afterSeconds: number }).afterSeconds).toBeGreaterThan(3);
  const before = count;
  expect(await forward(delivery)).toMatchObject({ kind: "retry" });
  expect(count).toBe(before);
});
