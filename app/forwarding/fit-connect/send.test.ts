import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FormatsPlugin } from "ajv-formats";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { received, rotateEncryptionKey } from "../../../e2e/fixtures/zustelldienst/control-api.ts";
import type { PrivateJwk } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import { makeSet, readClaims } from "../../../e2e/fixtures/zustelldienst/test-events.ts";
import { openSubmission } from "../../../e2e/fixtures/zustelldienst/verify-submission.ts";
import type { Delivery } from "../adapter.server.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { submissionSchemaUri } from "./data-schema.server.ts";
import {
  deliveryOf,
  files,
  fimSchemaUri,
  offering,
  startLocalService,
  type TestDelivery,
  urlOf,
} from "./fixtures/local-service.ts";
import type { FitConnectOptions } from "./options.server.ts";
import type { FitConnectState } from "./state.server.ts";
import type { AuthenticationTags } from "./wire.server.ts";

const local = await startLocalService();
const { zustelldienst, subscriber, destinationId, signing } = local;
const { service } = zustelldienst;
const secret: PrivateJwk[] = [local.encryption.privateJwk];
afterAll(() => zustelldienst.stop());
beforeEach(async () => {
  service.reset();
  await local.patch({
    status: "active",
    services: offering([
      [fimSchemaUri, "application/json"],
      [submissionSchemaUri, "application/json"],
    ]),
  });
});

const never = new AbortController().signal;
const forward = (delivery: Delivery<FitConnectState>, options = local.options, some = files) =>
  fitConnect.forward(documentOf(), some, options, never, delivery);
const follow = (delivery: TestDelivery, options = local.options) =>
  fitConnect.follow?.(options, never, { ...delivery, state: delivery.kept() });
const submitted = () =>
  received(service).submissions.filter(({ events }) => events.includes("submit"));

/** What the back office finds, by code that is not the sender's. */
async function pickUp(submissionId: string, caseId: string) {
  const { json: one } = await subscriber.call("GET", `/submissions/${submissionId}`);
  const { attachments: ids } = one as unknown as { attachments: string[] };
  const attachments = new Map<string, string>();
  for (const id of ids) {
    const path = `/submissions/${submissionId}/attachments/${id}`;
    attachments.set(id, (await subscriber.call("GET", path)).text);
  }
  const { json: log } = await subscriber.call("GET", `/cases/${caseId}/events`);
  const event = log.eventLog
    .map(readClaims)
    .findLast(({ events }) => /submit-/.test(Object.keys(events)[0]!))!;
  const { authenticationTags } = Object.values(event.events)[0] as {
    authenticationTags: AuthenticationTags & { data: string };
  };
  const { encryptedMetadata, encryptedData } = one;
  const opened = openSubmission(
    { encryptedMetadata, encryptedData, attachments, authenticationTags },
    secret,
    [fimSchemaUri, submissionSchemaUri],
  );
  return { opened, authenticationTags };
}

async function report(kept: FitConnectState | undefined, event: Record<string, unknown>) {
  const ids = { submissionId: kept?.submissionId ?? "", caseId: kept?.caseId ?? "" };
  const set = await makeSet(signing, destinationId, ids, event);
  const { status, text } = await subscriber.call("POST", `/cases/${ids.caseId}/events`, set);
  expect(status, text).toBe(204);
}

/** Sends, and gives what the office finds. */
async function sendAndOpen(delivery: TestDelivery, options = local.options, some = files) {
  expect(await forward(delivery, options, some)).toMatchObject({ kind: "sent" });
  const { submissionId, caseId } = delivery.kept()!;
  const { opened, authenticationTags } = await pickUp(submissionId, caseId);
  if ("problem" in opened) throw new Error(JSON.stringify(opened.problem));
  return { ...opened, authenticationTags };
}

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

const official = "/work/shared/data/fit-connect/metadata-2.1.0.schema.json";
test.skipIf(!existsSync(official))(
  "metadata are valid by the official schema 2.1.0, with payment and reply channel",
  async () => {
    const document = {
      ...documentOf(),
      payment: {
        transactionReference: "KZ 4711",
        transactionId: "9xxd-432x-6543",
        paymentMethod: "GIROPAY",
        status: "BOOKED",
        transactionTimestamp: "2026-03-01T10:00:00Z",
        grossAmount: 0.07,
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
    const { decryptJwe } = await import("../../../e2e/fixtures/zustelldienst/decrypt-jwe.ts");
    const metadata = JSON.parse(decryptJwe(json.encryptedMetadata, secret).toString()) as object;
    expect(metadata).toMatchObject({
      paymentInformation: { transactionId: "9xxd-432x-6543", grossAmount: 0.07 },
      replyChannel: { eMail: { address: "erika@example.org" } },
      additionalReferenceInfo: { senderReference: document.reference },
    });
    expect(metadata).not.toHaveProperty("publicServiceType");
    const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 9 });
    (createRequire(import.meta.url)("ajv-formats") as FormatsPlugin)(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(official, "utf8")) as object);
    expect(validate(metadata), JSON.stringify(validate.errors)).toBe(true);
  },
);

describe("a process that dies", () => {
  /** Fails at the request of that number, before or after it has had its effect. */
  const dying = (at: number, after: boolean): Delivery<FitConnectState>["fetch"] => {
    let count = 0;
    return async (input, init) => {
      count += 1;
      if (count !== at) return fetch(input, init);
      if (after) await (await fetch(input, init)).arrayBuffer();
      throw new TypeError("killed");
    };
  };

  test.each([false, true])(
    "at any step, before or after it took effect (%s), has everything arrive once",
    async (after) => {
      for (let at = 1; ; at += 1) {
        service.reset();
        const first = deliveryOf({ fetch: dying(at, after) });
        const outcome = await forward(first).catch(() => undefined);
        if (outcome) {
          expect(at).toBeGreaterThan(6);
          break;
        }
        const second = deliveryOf({ state: first.kept() });
        expect(await forward(second)).toMatchObject({ kind: "sent" });
        expect(submitted(), `died at ${String(at)}`).toHaveLength(1);
        const { submissionId, caseId } = second.kept() ?? first.kept()!;
        const { opened } = await pickUp(submissionId, caseId);
        expect(opened).not.toHaveProperty("problem");
        // The receiver's word is believed whichever attempt it was that came through.
        expect(await follow(second)).toMatchObject({ kind: "sent" });
      }
    },
    180_000,
  );

  test("goes on with the attachments that are missing, and sends none twice", async () => {
    const sent: string[] = [];
    const counting: Delivery<FitConnectState>["fetch"] = (input, init) => {
      if (urlOf(input).includes("/attachments/")) {
        sent.push(urlOf(input));
        if (sent.length === 3) throw new TypeError("killed");
      }
      return fetch(input, init);
    };
    const first = deliveryOf({ fetch: counting });
    await forward(first).catch(() => undefined);
    expect(await forward(deliveryOf({ state: first.kept(), fetch: counting }))).toMatchObject({
      kind: "sent",
    });
    // The third one twice: nobody knew whether it had arrived.
    expect(new Set(sent).size).toBe(3);
    expect(sent).toHaveLength(4);
  });

  test("whose lease is another's by now sends nothing more", async () => {
    const requests: string[] = [];
    const delivery = deliveryOf({
      fetch: (input, init) => {
        requests.push(init?.method ?? "GET");
        return fetch(input, init);
      },
      keep: () => Promise.reject(new Error("lease lost")),
    });
    await expect(forward(delivery)).rejects.toThrow("lease lost");
    expect(requests.filter((method) => method === "PUT")).toEqual([]);
  });

  test("whose submission was cut off after it took effect learns that from the log", async () => {
    service.faults.set({ dropAfterSubmit: 1 });
    const delivery = deliveryOf();
    await expect(forward(delivery)).rejects.toThrow();
    expect(await forward(deliveryOf({ state: delivery.kept() }))).toMatchObject({ kind: "sent" });
    expect(submitted()).toHaveLength(1);
  });

  test("for so long that the announcement is gone announces anew", async () => {
    const first = deliveryOf({ fetch: dying(5, false) });
    await forward(first).catch(() => undefined);
    expect(first.kept()).toBeDefined();
    service.clock.advance(15 * 86_400_000);
    const second = deliveryOf({ state: first.kept() });
    expect(await forward(second)).toMatchObject({ kind: "sent" });
    expect(second.kept()?.submissionId).not.toBe(first.kept()?.submissionId);
  });
});

describe("the receiver's word", () => {
  const problem = {
    type: "https://schema.fitko.de/fit-connect/events/problems/schema-violation",
    title: "Schema-Fehler",
    detail: "Die Fachdaten sind nicht schemakonform.",
    instance: "data",
  };

  test("rejected: with its problems, and sent anew in the same case", async () => {
    const delivery = deliveryOf();
    await forward(delivery);
    await report(delivery.kept(), { "reject-submission": { problems: [problem] } });
    expect(await follow(delivery)).toMatchObject({ kind: "rejected", problems: [problem] });
    const again = deliveryOf({ rejected: delivery.kept() });
    const { authenticationTags } = await sendAndOpen(again);
    expect(again.kept()?.submissionId).not.toBe(delivery.kept()?.submissionId);
    expect(again.kept()?.caseId).toBe(delivery.kept()?.caseId);
    await report(again.kept(), { "accept-submission": { authenticationTags } });
    expect(await follow(again)).toMatchObject({ kind: "accepted" });
  });

  test("none for 14 days: the service rejects", async () => {
    const delivery = deliveryOf();
    await forward(delivery);
    service.clock.advance(15 * 86_400_000);
    expect(await follow(delivery)).toMatchObject({ kind: "rejected", problems: [{}] });
  });

  test("listed twice counts once", async () => {
    const delivery = deliveryOf();
    const { authenticationTags } = await sendAndOpen(delivery);
    service.faults.set({ duplicateEvents: true });
    await report(delivery.kept(), { "accept-submission": { authenticationTags } });
    expect(await follow(delivery)).toMatchObject({ kind: "accepted" });
  });

  test("of somebody else is never believed", async () => {
    const delivery = deliveryOf();
    service.faults.set({ wrongSignature: 1 });
    await forward(delivery);
    const found = await follow(delivery);
    expect(found).toMatchObject({ kind: "retry", alone: true });
    expect(found).toHaveProperty("reason", expect.stringContaining("DO NOT TRUST"));
  });

  test("about other content is never believed", async () => {
    const delivery = deliveryOf();
    service.faults.set({ swapTags: 1 });
    await forward(delivery);
    expect(await follow(delivery)).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("tags differ") as string,
    });
  });

  test("forged into the log by the service's operator is never believed", async () => {
    const delivery = deliveryOf();
    await forward(delivery);
    const kept = delivery.kept()!;
    const tags = Object.fromEntries(
      Object.entries(kept.tags.attachments).map(([id, [tag]]) => [id, tag]),
    );
    const authenticationTags = {
      metadata: kept.tags.metadata[0],
      data: kept.tags.data[0],
      attachments: tags,
    };
    const { makeKeyPair } = await import("../../../e2e/fixtures/zustelldienst/keys.ts");
    const stranger = await makeKeyPair("signature");
    const event = { "accept-submission": { authenticationTags } };
    for (const forge of [
      // By another key, under the kid of the destination's.
      () =>
        makeSet(stranger, destinationId, kept, event, { header: { kid: signing.publicJwk.kid } }),
      // By somebody else in his own name.
      () => makeSet(stranger, "a0000000-0000-4000-8000-000000000000", kept, event),
      // By the destination in the name of the service.
      () => makeSet(signing, local.options.submissionApi, kept, event),
      // About another case.
      () =>
        makeSet(signing, destinationId, kept, event, {
          claims: { txn: "case:a0000000-0000-4000-8000-000000000000" },
        }),
      // Of another type.
      () => makeSet(signing, destinationId, kept, event, { header: { typ: "JWT" } }),
      // Two events in one.
      () =>
        makeSet(signing, destinationId, kept, {
          ...event,
          "reject-submission": { problems: [problem] },
        }),
      // What only the service may say.
      () => makeSet(signing, destinationId, kept, { "delete-submission": {} }),
      // About other content.
      () =>
        makeSet(signing, destinationId, kept, {
          "accept-submission": { authenticationTags: { ...authenticationTags, attachments: {} } },
        }),
    ]) {
      const found = service.cases.get(kept.caseId)!;
      const { submissionId } = kept;
      const entry = { set: await forge(), jti: "x", name: "accept", kind: "submission" } as const;
      service.cases.put(kept.caseId, {
        ...found,
        eventLog: [...found.eventLog, { ...entry, submissionId }],
      });
      expect(await follow(delivery)).toMatchObject({ kind: "retry", alone: true });
      service.cases.put(kept.caseId, found);
    }
    expect(await follow(delivery)).toMatchObject({ kind: "sent" });
  });
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
