import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { listAttachmentsOfSubmission } from "#db/queries/attachments.ts";
import { listInbox, type InboxRow } from "#db/queries/submissions.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { upsertService } from "#db/queries/services.ts";
import { keyRingOf } from "#app/catalogue/portal.server.ts";
import { documentOf, fimService } from "#app/documents/fixtures/fim-service.ts";
import type { SubmissionDocument } from "#app/domain/submission.ts";
import { rotateEncryptionKey } from "../../e2e/fixtures/zustelldienst/control-api.ts";
import type { KeyPair } from "../../e2e/fixtures/zustelldienst/keys.ts";
import { makeKeyPair } from "../../e2e/fixtures/zustelldienst/keys.ts";
import { startZustelldienst } from "../../e2e/fixtures/zustelldienst/start-zustelldienst.ts";
import {
  encrypt,
  metadataFor,
  sendV2,
  serviceUrn,
  schemaUri,
  sha512,
} from "../../e2e/fixtures/zustelldienst/test-client.ts";
import { prepare } from "../../e2e/fixtures/zustelldienst/test-destination.ts";
import { readClaims, verifyLog } from "../../e2e/fixtures/zustelldienst/test-events.ts";
import { fitConnect } from "../forwarding/fit-connect.server.ts";
import { submissionSchemaUri } from "../forwarding/fit-connect/data-schema.server.ts";
import {
  deliveryOf,
  files,
  fimSchemaUri,
} from "../forwarding/fit-connect/fixtures/local-service.ts";
import { fitConnectOptions } from "../forwarding/fit-connect/options.server.ts";
import { openParcel } from "../forwarding/open-parcel.server.ts";
import {
  certifyReceiverKey,
  changePickup,
  createPickup,
  forgetReceiverKey,
  generateReceiverKeys,
  listPickups,
  listReceiverKeys,
} from "../operations/pickups.server.ts";
import { createStaffPortal, here } from "../routes/fixtures/staff-portal.ts";
import { pickUp } from "./pick-up.server.ts";

const town = await createStaffPortal();
const zustelldienst = await startZustelldienst();
const { service, urls } = zustelldienst;
afterAll(() => zustelldienst.stop());
// The service is on loopback, and its certificates are of today.
const config = { ...town.portal.config, privateDestinations: true };
const portal = { ...town.portal, config, clock: () => new Date() };
const { ars } = here;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);
const actor = "operator:cli";

// As an operator sets it up: keys first, then the destination, then its id.
const access = {
  tokenUrl: urls.token,
  submissionApi: urls.submissionApi,
  clientId: "folgt",
  clientSecret: "folgt",
  testKeys: true,
};
const saved = await createPickup(
  portal,
  here.slug,
  { name: "Zustellpunkt Ordnungsamt", options: access, active: false },
  actor,
);
if (saved.kind !== "saved") throw new Error(JSON.stringify(saved));
const pickup = { id: saved.id, ars };
const [encryption, signing] = (await listReceiverKeys(portal, pickup)).map(
  ({ madeAt: _, ...publicJwk }) => ({ publicJwk }) as unknown as KeyPair,
);
const made = await prepare(zustelldienst, encryption!, signing!);
const { sender, subscriber, destinationId, ofSender, ofSubscriber } = made;
const options = {
  ...access,
  clientId: ofSubscriber.clientId,
  clientSecret: ofSubscriber.clientSecret,
  destinationId,
};
await changePickup(portal, pickup, { active: true, options }, actor);
const patched = await subscriber.call(
  "PATCH",
  `${urls.destinationApi}/v2/destinations/${destinationId}`,
  {
    services: [serviceUrn, "urn:de:fim:leika:leistung:99000000000000"].map((identifier) => ({
      identifier,
      regions: ["DE000000000000"],
      submissionSchemas: [
        { schemaUri, mimeType: "application/json" },
        { schemaUri, mimeType: "application/xml" },
        { schemaUri: submissionSchemaUri, mimeType: "application/json" },
        { schemaUri: fimSchemaUri, mimeType: "application/json" },
      ],
    })),
  },
  "application/merge-patch+json",
);
if (patched.status !== 200) throw new Error(patched.text);
const senderOptions = fitConnectOptions.parse({
  ...access,
  clientId: ofSender.clientId,
  clientSecret: ofSender.clientSecret,
  destinationId,
});

const round = (by = portal) => pickUp(by, { pickupId: pickup.id, ars });
const inbox = () => inTown((sql) => listInbox(sql, { ars, limit: 100 }));
const eventsOf = (caseId: string) => verifyLog(sender, `/cases/${caseId}/events`);
/** Opens what lies in the inbox, with the content of its files by name. */
async function read(row: InboxRow) {
  const keys = await keyRingOf(portal, ars);
  const rows = await inTown((sql) => listAttachmentsOfSubmission(sql, row.id));
  const parcel = openParcel(portal, keys, row as never, rows);
  const contents = new Map<string, string>();
  for (const { name, read: open } of parcel.attachments) {
    const pieces: Uint8Array[] = [];
    for await (const piece of open()) pieces.push(piece);
    contents.set(name, Buffer.concat(pieces).toString());
  }
  return { document: parcel.document, contents, rows };
}
async function newest() {
  const [row] = await inbox();
  if (!row) throw new Error("the inbox is empty");
  return { row, ...(await read(row)) };
}
const labels = ({ summary }: SubmissionDocument) =>
  summary.flatMap(({ rows }) => rows.map(({ label, values }) => [label, values.join(" ")]));

beforeEach(async () => {
  service.reset();
  await inTown((sql) => sql`delete from picked_up`);
  await inTown((sql) => sql`delete from submissions`);
  await inTown((sql) => sql`update pickups set lease = null, leased_until = null`);
});

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
  await withMunicipality(portal.database, "*", async (sql) => {
    const how = { contentHash: "x", importedAt: portal.clock() };
    await upsertService(sql, { definition: fimService, source: "package", ...how });
    const by = { enabled: true, updatedAt: portal.clock(), updatedBy: "seed" };
    await setOffering(sql, { ars, serviceId: fimService.id, ...by });
  });
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

describe("what is not as it must be is rejected, with the reason that is published for it", () => {
  const jwk = encryption!.publicJwk;
  interface Parts {
    data: string;
    metadata: Record<string, unknown>;
    attachments: Record<string, string>;
    dataHeader?: Record<string, unknown>;
    /** What is uploaded in place of the attachment. */
    swapped?: string;
    key?: object;
  }
  type Structure = {
    data: { hash: { content: string }; submissionSchema: { schemaUri: string; mimeType: string } };
    attachments: { hash: { content: string }; attachmentId: string }[];
  };
  const structureOf = (parts: Parts) => parts.metadata["contentStructure"] as Structure;

  async function sendChanged(change: (parts: Parts) => void) {
    const id = randomUUID();
    const parts: Parts = {
      data: JSON.stringify({ name: "Erika Mustermann" }),
      metadata: {},
      attachments: { [id]: "Lageplan" },
    };
    parts.metadata = metadataFor(parts.data, parts.attachments);
    change(parts);
    const { json: ids } = await sender.call("POST", "/submissions", {
      destinationId,
      announcedAttachments: [id],
      publicService: { identifier: serviceUrn, name: "Straßenfest" },
      region: "DE000000000001",
    });
    const path = `/submissions/${ids.submissionId}`;
    const key = parts.key ?? jwk;
    const under = { kid: jwk.kid };
    const attachment = await encrypt(parts.swapped ?? parts.attachments[id] ?? "", key, under);
    await sender.call("PUT", `${path}/attachments/${id}`, attachment);
    const body = {
      encryptedMetadata: await encrypt(parts.metadata, key, under),
      encryptedData: await encrypt(parts.data, key, { ...under, ...parts.dataHeader }),
    };
    expect((await sender.call("PUT", path, body)).status).toBe(200);
    return ids;
  }

  async function reasonOf(caseId: string) {
    const { json } = await sender.call("GET", `/cases/${caseId}/events`);
    const events = json.eventLog.map(readClaims).flatMap(({ events: all }) => Object.entries(all));
    const [, content] = events.find(([uri]) => uri.endsWith("/reject-submission")) ?? [];
    const [problem] = (content as { problems: { type: string; instance: string }[] }).problems;
    return [problem!.type.split("/").at(-1), problem!.instance.replace(/:.*/, "")];
  }

  test.each<[string, string, (parts: Parts) => void]>([
    ["incorrect-hash", "data", (parts) => (parts.data = '{"name":"Max"}')],
    ["incorrect-hash", "attachment", (parts) => (parts.swapped = "Lageplan!")],
    [
      "syntax-violation",
      "data",
      (parts) => {
        parts.data = "{name";
        structureOf(parts).data.hash.content = sha512(parts.data);
      },
    ],
    [
      "syntax-violation",
      "data",
      (parts) => {
        parts.data = "<a><b></a>";
        structureOf(parts).data.hash.content = sha512(parts.data);
        structureOf(parts).data.submissionSchema.mimeType = "application/xml";
        parts.dataHeader = { cty: "application/xml" };
      },
    ],
    ["missing-schema", "metadata", (parts) => delete parts.metadata["$schema"]],
    [
      "unsupported-schema",
      "metadata",
      (parts) =>
        (parts.metadata["$schema"] =
          "https://schema.fitko.de/fit-connect/metadata/3.0.0/metadata.schema.json"),
    ],
    ["schema-violation", "metadata", (parts) => delete parts.metadata["contentStructure"]],
    [
      "unsupported-schema",
      "data",
      (parts) => (structureOf(parts).data.submissionSchema.schemaUri = "urn:de:unbekannt:1"),
    ],
    [
      "attachments-mismatch",
      "metadata",
      (parts) => (structureOf(parts).attachments[0]!.attachmentId = randomUUID()),
    ],
    ["attachments-mismatch", "metadata", (parts) => (structureOf(parts).attachments = [])],
    [
      "schema-violation",
      "data",
      (parts) => (structureOf(parts).data.submissionSchema.schemaUri = submissionSchemaUri),
    ],
    [
      "schema-violation",
      "data",
      (parts) => (structureOf(parts).data.submissionSchema.schemaUri = fimSchemaUri),
    ],
  ])("%s of %s (%#)", async (slug, instance, change) => {
    const { caseId } = await sendChanged(change);
    expect(await round()).toEqual({ accepted: 0, rejected: 1, failed: 0 });
    expect(await reasonOf(caseId)).toEqual([slug, instance]);
    expect(await inbox()).toEqual([]);
  });

  test("encryption-issue: for another key, under the name of ours", async () => {
    const { publicJwk } = await makeKeyPair("encryption");
    const { caseId } = await sendChanged((parts) => (parts.key = publicJwk));
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["encryption-issue", "metadata"]);
  });

  test("incorrect-authentication-tag: not what was submitted", async () => {
    service.faults.set({ swapTags: 1 });
    const { caseId } = await sendV2(sender, destinationId);
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["incorrect-authentication-tag", "metadata"]);
  });

  test("invalid-event-log: not from the service", async () => {
    service.faults.set({ wrongSignature: 1 });
    const { caseId } = await sendV2(sender, destinationId);
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["invalid-event-log", "submission"]);
  });
});

test("two workers take a submission once", async () => {
  await sendV2(sender, destinationId);
  const rounds = await Promise.all([round(), round(), round()]);
  expect(rounds.filter((one) => one !== undefined)).toEqual([
    { accepted: 1, rejected: 0, failed: 0 },
  ]);
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

test("keys change: what is under way opens with the old one, until it is forgotten", async () => {
  const before = await sendV2(sender, destinationId);
  const [fresh, freshSigning] = (await generateReceiverKeys(portal, pickup, actor)) ?? [];
  const base = `${urls.destinationApi}/v2/destinations/${destinationId}`;
  expect((await subscriber.call("POST", `${base}/keys`, fresh)).status).toBe(201);
  const merge = "application/merge-patch+json";
  await subscriber.call("PATCH", base, { encryptionKid: fresh!.kid }, merge);
  const after = await sendV2(sender, destinationId);
  // The new key to sign with is not published yet, so the old one signs.
  expect(await round()).toMatchObject({ accepted: 2 });
  expect((await subscriber.call("POST", `${base}/keys`, freshSigning)).status).toBe(201);
  const last = await sendV2(sender, destinationId);
  expect(await round()).toMatchObject({ accepted: 1 });
  const signedBy = async (caseId: string) => {
    const { json } = await sender.call("GET", `/cases/${caseId}/events`);
    const set = json.eventLog.find((one) => JSON.stringify(readClaims(one)).includes("accept-"))!;
    return (JSON.parse(Buffer.from(set.split(".")[0]!, "base64url").toString()) as { kid: string })
      .kid;
  };
  expect(await signedBy(before.caseId)).toBe(signing!.publicJwk.kid);
  expect(await signedBy(after.caseId)).toBe(signing!.publicJwk.kid);
  expect(await signedBy(last.caseId)).toBe(freshSigning!.kid);
  await forgetReceiverKey(portal, pickup, encryption!.publicJwk.kid, actor);
  expect((await listReceiverKeys(portal, pickup)).map(({ kid }) => kid)).not.toContain(
    encryption!.publicJwk.kid,
  );
  // The last one of its use stays.
  await forgetReceiverKey(portal, pickup, fresh!.kid, actor);
  expect((await listReceiverKeys(portal, pickup)).map(({ kid }) => kid)).toContain(fresh!.kid);
});

test("a key that was never ours opens nothing: rejected, not lost", async () => {
  await rotateEncryptionKey(service, destinationId);
  await sendV2(sender, destinationId);
  expect(await round()).toMatchObject({ rejected: 1 });
});

test("certificates stand behind the key that they are for", async () => {
  const [{ kid } = { kid: "" }] = await listReceiverKeys(portal, pickup);
  const x5c = encryption?.publicJwk.x5c ?? ["AAAA"];
  expect(await certifyReceiverKey(portal, pickup, kid, x5c, actor)).toBe(true);
  const certified = (await listReceiverKeys(portal, pickup)).filter((one) => one.x5c);
  expect(certified).toMatchObject([{ kid, x5c }]);
  const unknown = { id: "unbekannt", ars };
  expect(await certifyReceiverKey(portal, unknown, kid, x5c, actor)).toBe(false);
  expect(await generateReceiverKeys(portal, unknown, actor)).toBeUndefined();
});

test("what is not valid is said, and a place that is not there", async () => {
  const given = { name: "x", options: { ...options, testKeys: false }, active: true };
  expect(await createPickup(portal, here.slug, given, actor)).toEqual({
    kind: "invalid",
    problems: ["trustedRoots: are needed, except for the TEST environment with testKeys"],
  });
  const nowhere = { ...given, options };
  expect(await createPickup(portal, "nirgendwo", nowhere, actor)).toEqual({ kind: "unknown" });
});

test("nothing secret and nothing of the content lies open in the database", async () => {
  const rows = await inTown((sql) => sql`select * from pickups`);
  const picked = await inTown((sql) => sql`select * from picked_up`);
  const text = JSON.stringify([rows, picked]);
  for (const word of [options.clientSecret, "Erika", '"d":']) expect(text).not.toContain(word);
});
