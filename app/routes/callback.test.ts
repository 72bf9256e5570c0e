import { createHmac, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { query, withMunicipality } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { restartForwarding } from "#db/queries/forwarding-lease.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { keyRingOf } from "#app/catalogue/portal.server.ts";
import { splitOptions } from "#app/forwarding/destination-options.server.ts";
import { submissionSchemaUri } from "#app/forwarding/fit-connect/data-schema.server.ts";
import { isGenuine, readCallback } from "#app/forwarding/fit-connect/callback.server.ts";
import { publishedFile } from "#app/forwarding/fit-connect/fixtures/published-file.ts";
import { fitConnect } from "#app/forwarding/fit-connect.server.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { changePickup, createPickup } from "#app/forwarding/pickups/pickups.server.ts";
import { makeKeyPair } from "../../e2e/fixtures/zustelldienst/keys.ts";
import { received } from "../../e2e/fixtures/zustelldienst/control-api.ts";
import { startZustelldienst } from "../../e2e/fixtures/zustelldienst/start-zustelldienst.ts";
import { serviceUrn } from "../../e2e/fixtures/zustelldienst/test-client.ts";
import { prepare } from "../../e2e/fixtures/zustelldienst/test-destination.ts";
import { makeSet, readClaims } from "../../e2e/fixtures/zustelldienst/test-events.ts";
import { createStaffPortal, festival, here } from "./fixtures/staff-portal.ts";
import { listenPortal } from "./fixtures/listen-portal.ts";

const vectorFile = publishedFile("vector-callback-hmac.json");
const secret = "geheim-geheim-geheim-geheim-geheim-geheim";
const sign = (timestamp: string, body: string, by = secret) =>
  createHmac("sha512", by).update(`${timestamp}.${body}`).digest("hex");

describe("a callback's signature", () => {
  const now = new Date("2026-03-01T10:00:00Z");
  const timestamp = String(now.getTime() / 1000);
  const body = "{}";
  const check = (more: object, by = secret) =>
    isGenuine(
      {
        timestamp,
        authentication: sign(timestamp, body),
        body: new TextEncoder().encode(body),
        ...more,
      },
      by,
      now,
    );
  const aged = (seconds: number) => {
    const then = String(now.getTime() / 1000 - seconds);
    return check({ timestamp: then, authentication: sign(then, body) });
  };
  test("counts for five minutes, of these bytes, by that secret, in its one spelling", () => {
    expect(check({})).toBe(true);
    expect([aged(299), aged(301), aged(-299), aged(-301)]).toEqual([true, false, true, false]);
    expect(check({}, "anderes-geheimnis")).toBe(false);
    expect(check({ body: new TextEncoder().encode("{ }") })).toBe(false);
    expect(check({ authentication: sign(timestamp, body).toUpperCase() })).toBe(false);
    expect(check({ authentication: sign(timestamp, body).slice(1) })).toBe(false);
    expect(check({ authentication: null })).toBe(false);
    expect(check({ timestamp: null })).toBe(false);
    expect(check({ timestamp: "jetzt" })).toBe(false);
  });

  test.skipIf(!existsSync(vectorFile))("is that of the published examples", () => {
    const { secret: published, vectors } = JSON.parse(readFileSync(vectorFile, "utf8")) as {
      secret: string;
      vectors: { callbackTimestamp: string; callbackAuthentication: string; body: string }[];
    };
    expect(vectors).toHaveLength(2);
    for (const one of vectors) {
      const bytes = new TextEncoder().encode(one.body);
      const at = new Date(Number(one.callbackTimestamp) * 1000);
      const callback = {
        timestamp: one.callbackTimestamp,
        authentication: one.callbackAuthentication,
        body: bytes,
      };
      expect(isGenuine(callback, published, at)).toBe(true);
      expect(readCallback(bytes)).toEqual({
        type: "new-submissions",
        submissionIds: ["f39ab143-d91a-474a-b69f-b00f1a1873c2"],
      });
    }
  });
});

const town = await createStaffPortal();
const [zustelldienst, encryption, signing] = await Promise.all([
  startZustelldienst(),
  makeKeyPair("encryption"),
  makeKeyPair("signature"),
]);
const { service, urls } = zustelldienst;
const made = await prepare(zustelldienst, encryption, signing);
const { subscriber, sender, destinationId, ofSender } = made;
await subscriber.call(
  "PATCH",
  `${urls.destinationApi}/v2/destinations/${destinationId}`,
  {
    services: [
      {
        identifier: serviceUrn,
        regions: ["DE000000000000"],
        submissionSchemas: [{ schemaUri: submissionSchemaUri, mimeType: "application/json" }],
      },
    ],
  },
  "application/merge-patch+json",
);
const base = town.portal.config;
const config = { ...base, privateDestinations: true, publicUrl: undefined as string | undefined };
const portal = { ...town.portal, config, clock: () => new Date() };
const { server, origin } = await listenPortal(portal);
config.publicUrl = origin;
afterAll(async () => {
  await zustelldienst.stop();
  server.close();
});
const { ars } = here;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);

// As a municipality sets it up.
const id = "zustellpunkt";
const given = {
  tokenUrl: urls.token,
  submissionApi: urls.submissionApi,
  clientId: ofSender.clientId,
  clientSecret: ofSender.clientSecret,
  destinationId,
  testKeys: true,
  callbackSecret: secret,
  announceCallback: true,
};
const keys = await keyRingOf(portal, ars);
const at = portal.clock();
await inTown(async (sql) => {
  await insertDestination(sql, {
    id,
    ars,
    name: "FIT-Connect",
    adapter: "fit-connect",
    ...splitOptions(keys, fitConnect, id, given),
    lanes: 4,
    active: true,
    createdAt: at,
  });
  const way = { destinationId: id, role: "primary" as const };
  await saveOfferingDestinations(sql, { ars, serviceId: festival }, [way]);
});
beforeEach(() => {
  service.reset();
});

const forwardingOf = async (submission: string) =>
  (await inTown((sql) => listForwardingsOfSubmission(sql, submission)))[0]!;
const work = (forwardingId: string) => forwardSubmission(portal, { forwardingId, ars });

/** Files an application and sends it; gives its way and what the delivery service has of it. */
async function sendOne() {
  // In spring, as the example wants it; everything else is of today.
  const { id: submission } = await town.file(here, festival);
  const { id: forwardingId } = await forwardingOf(submission);
  await work(forwardingId);
  // What is told of its arrival is none of what follows.
  await service.callbacks.idle();
  const later = new Date(Date.now() + 3_600_000);
  await inTown(
    (sql) => sql`update forwardings set next_attempt_at = ${later} where id = ${forwardingId}`,
  );
  const row = await forwardingOf(submission);
  expect(row, row.lastError ?? "").toMatchObject({ status: "sent" });
  const remote = received(service).submissions.find(
    ({ submissionId }) => submissionId === row.receiverReference,
  )!;
  return { submission, forwardingId, remote };
}

async function tell(remote: { submissionId: string; caseId: string }, event: object) {
  const set = await makeSet(signing, destinationId, remote, event as never);
  const path = `/cases/${remote.caseId}/events`;
  expect((await subscriber.call("POST", path, set)).status).toBe(204);
}

async function accept(remote: { submissionId: string; caseId: string }) {
  const { json } = await sender.call("GET", `/submissions/${remote.submissionId}/events`);
  const [event] = json.eventLog
    .map(readClaims)
    .flatMap(({ events }) => Object.entries(events))
    .filter(([uri]) => uri.endsWith("/submit-submission"));
  await tell(remote, { "accept-submission": event![1] });
}

test("an application travels: filed, sent, accepted, told by a callback, followed at once", async () => {
  const { submission, forwardingId, remote } = await sendOne();
  const due = async () => (await forwardingOf(submission)).nextAttemptAt!.getTime();
  const before = await due();
  await accept(remote);
  await service.callbacks.idle();
  expect(service.callbacks.records.map(({ status }) => status)).toContain(204);
  expect(await due()).toBeLessThan(before);
  await work(forwardingId);
  expect(await forwardingOf(submission)).toMatchObject({ status: "accepted" });
});

test("what is rejected is sent anew in the same case, without the applicant", async () => {
  const { submission, forwardingId, remote } = await sendOne();
  const type = "https://schema.fitko.de/fit-connect/events/problems/schema-violation";
  const problem = { type, title: "Schema-Fehler", detail: "Falsch.", instance: "data" };
  await tell(remote, { "reject-submission": { problems: [problem] } });
  await service.callbacks.idle();
  await work(forwardingId);
  const rejected = await forwardingOf(submission);
  expect(rejected).toMatchObject({ status: "rejected", problems: [problem] });
  await inTown((sql) => restartForwarding(sql, forwardingId, portal.clock()));
  await work(forwardingId);
  const again = await forwardingOf(submission);
  expect(again).toMatchObject({ status: "sent", problems: null });
  expect(again.receiverReference).not.toBe(remote.submissionId);
  const all = received(service).submissions;
  expect(new Set(all.map(({ caseId }) => caseId))).toEqual(new Set([remote.caseId]));
  await accept({ submissionId: again.receiverReference!, caseId: remote.caseId });
  await service.callbacks.idle();
  await work(forwardingId);
  expect(await forwardingOf(submission)).toMatchObject({ status: "accepted" });
});

describe("a callback that is not right has no effect", () => {
  const now = () => String(Math.floor(Date.now() / 1000));
  const post = (body: string, headers: Record<string, string>, to = id) =>
    fetch(`${origin}/rueckruf/${to}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
    });
  const signed = (body: string, timestamp = now(), by = secret) => ({
    "callback-timestamp": timestamp,
    "callback-authentication": sign(timestamp, body, by),
  });

  test("at the address of a pick-up it has that made a round at once, and nothing else", async () => {
    const own = "anderes-geheimnis-des-zustellpunkts";
    const { tokenUrl, submissionApi, clientId, clientSecret } = given;
    const options = {
      ...{ tokenUrl, submissionApi, clientId, clientSecret, destinationId },
      testKeys: true,
      callbackSecret: own,
    };
    const pickup = { name: "Zustellpunkt", options };
    const saved = await createPickup(portal, here.ars, pickup, "operator:cli");
    if (saved.kind !== "saved") throw new Error(saved.kind);
    const { ars } = here;
    await changePickup(portal, { id: saved.id, ars }, { active: true }, "operator:cli");
    const rounds = () =>
      query(
        portal.database,
        (sql) =>
          sql<
            { data: object }[]
          >`select data from jobs.job where name = 'pick-up' order by created_on`,
      );
    const news = JSON.stringify({
      type: "https://schema.fitko.de/fit-connect/submission-api/callbacks/new-submissions",
      submissions: [{ submissionId: randomUUID(), caseId: randomUUID(), destinationId }],
    });
    // The secret of a destination that is sent to is none of a pick-up.
    expect((await post(news, signed(news), saved.id)).status).toBe(401);
    expect((await post(news, {}, saved.id)).status).toBe(401);
    expect((await post("{", signed("{", now(), own), saved.id)).status).toBe(400);
    expect(await rounds()).toEqual([]);
    expect((await post(news, signed(news, now(), own), saved.id)).status).toBe(204);
    expect(await rounds()).toEqual([{ data: { pickupId: saved.id, ars } }]);
  });

  test("401, 400, 405: to whom, what and how", async () => {
    const { submission, remote } = await sendOne();
    const { nextAttemptAt } = await forwardingOf(submission);
    const news = JSON.stringify({
      type: "https://schema.fitko.de/fit-connect/submission-api/callbacks/new-events",
      submissions: [{ ...remote, destinationId }],
    });
    const statuses = [
      await post(news, {}),
      await post(news, signed(news, now(), "anderes-geheimnis")),
      await post(news, signed(news, String(Number(now()) - 301))),
      await post(`${news} `, signed(news)),
      await post(news, signed(news), "unbekannt"),
      await post("{", signed("{")),
      await post("{}", signed("{}")),
      await fetch(`${origin}/rueckruf/${id}`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 400, 400, 405]);
    expect((await forwardingOf(submission)).nextAttemptAt).toEqual(nextAttemptAt);
    // The same, right; of another site's page never.
    const foreign = { ...signed(news), Origin: "https://example.org" };
    expect((await post(news, foreign)).status).toBe(403);
    expect((await forwardingOf(submission)).nextAttemptAt).toEqual(nextAttemptAt);
    expect((await post(news, signed(news))).status).toBe(204);
    expect((await forwardingOf(submission)).nextAttemptAt!.getTime()).toBeLessThan(
      nextAttemptAt!.getTime(),
    );
  });
});
