import { describe, expect, test } from "vitest";
import { makeKeyPair } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import { makeSet, readClaims } from "../../../e2e/fixtures/zustelldienst/test-events.ts";
import { createSender } from "./fixtures/sender.ts";
import { deliveryOf } from "./fixtures/local-service.ts";
import type { AuthenticationTags } from "./wire.server.ts";

const { local, service, forward, follow, report, sendAndOpen } = await createSender();
const { destinationId, signing } = local;

const problem = {
  type: "https://schema.fitko.de/fit-connect/events/problems/schema-violation",
  title: "Schema-Fehler",
  detail: "Die Fachdaten sind nicht schemakonform.",
  instance: "data",
};

describe("the receiver's word", () => {
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

describe("keys that change", () => {
  test("of the service: what it signed before and after is believed", async () => {
    const delivery = deliveryOf();
    const { authenticationTags } = await sendAndOpen(delivery);
    expect(await follow(delivery)).toMatchObject({ kind: "sent" });
    // Its keys are known by now, and the next event is signed by another.
    await service.rotateEventKey();
    const again = deliveryOf();
    const tags = (await sendAndOpen(again)).authenticationTags;
    expect(await follow(again)).toMatchObject({ kind: "sent" });
    await report(again.kept(), { "accept-submission": { authenticationTags: tags } });
    expect(await follow(again)).toMatchObject({ kind: "accepted" });
    await report(delivery.kept(), { "accept-submission": { authenticationTags } });
    expect(await follow(delivery)).toMatchObject({ kind: "accepted" });
  });

  test("of the destination: a new one counts once it is published, and the old one goes on counting", async () => {
    const fresh = await makeKeyPair("signature", { name: "Zustellpunkt" });
    const [first, second] = [deliveryOf(), deliveryOf()];
    const tags: AuthenticationTags[] = [];
    for (const one of [first, second]) tags.push((await sendAndOpen(one)).authenticationTags);
    const accept = (index: number) => ({
      "accept-submission": { authenticationTags: tags[index] },
    });
    const { submissionId, caseId } = first.kept()!;
    const set = await makeSet(fresh, destinationId, { submissionId, caseId }, accept(0));
    const path = `/cases/${caseId}/events`;
    expect((await local.subscriber.call("POST", path, set)).status).not.toBe(204);
    const keys = `${local.zustelldienst.urls.destinationApi}/v2/destinations/${destinationId}/keys`;
    expect((await local.subscriber.call("POST", keys, fresh.publicJwk)).status).toBe(201);
    expect((await local.subscriber.call("POST", path, set)).status).toBe(204);
    expect(await follow(first)).toMatchObject({ kind: "accepted" });
    await report(second.kept(), accept(1));
    expect(await follow(second)).toMatchObject({ kind: "accepted" });
  });
});

test("events that stand in an order in which they cannot have happened are never believed", async () => {
  const delivery = deliveryOf();
  const { authenticationTags } = await sendAndOpen(delivery);
  const kept = delivery.kept()!;
  await report(kept, { "accept-submission": { authenticationTags } });
  const found = service.cases.get(kept.caseId)!;
  const { eventLog } = found;
  const [created, submitted, accepted] = ["create", "submit", "accept"].map((verb) =>
    eventLog.find((one) => JSON.stringify(readClaims(one.set)).includes(`/${verb}-`))!,
  );
  const again = {
    ...accepted!,
    set: await makeSet(signing, destinationId, kept, {
      "accept-submission": { authenticationTags },
    }),
  };
  const reject = {
    ...accepted!,
    set: await makeSet(signing, destinationId, kept, {
      "reject-submission": { problems: [problem] },
    }),
  };
  for (const log of [
    [submitted!, created!, accepted!],
    [created!, accepted!, submitted!],
    [created!, accepted!],
    [submitted!, accepted!],
    [accepted!],
    [created!, created!, submitted!, { ...created!, set: submitted!.set }, again, accepted!],
    [created!, submitted!, accepted!, again],
    [created!, submitted!, accepted!, reject],
    [created!, submitted!, reject, accepted!],
  ]) {
    service.cases.put(kept.caseId, { ...found, eventLog: log });
    expect(await follow(delivery)).toMatchObject({
      kind: "retry",
      alone: true,
      reason: expect.stringContaining("out of order") as string,
    });
  }
  service.cases.put(kept.caseId, found);
  expect(await follow(delivery)).toMatchObject({ kind: "accepted" });
});
