import { expect, test } from "vitest";
import { rotateEncryptionKey } from "../../e2e/fixtures/zustelldienst/control-api.ts";
import { sendV2 } from "../../e2e/fixtures/zustelldienst/test-client.ts";
import { readClaims } from "../../e2e/fixtures/zustelldienst/test-events.ts";
import {
  certifyReceiverKey,
  forgetReceiverKey,
  generateReceiverKeys,
  listReceiverKeys,
} from "../forwarding/pickups/pickup-keys.server.ts";
import { createPickup } from "../forwarding/pickups/pickups.server.ts";
import { here } from "../routes/fixtures/staff-portal.ts";
import { createReceivingTown } from "./fixtures/receiving-town.ts";

const {
  portal,
  service,
  urls,
  ars,
  inTown,
  actor,
  pickup,
  encryption,
  signing,
  sender,
  subscriber,
  destinationId,
  options,
  round,
} = await createReceivingTown();

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
  expect(await signedBy(before.caseId)).toBe(signing.publicJwk.kid);
  expect(await signedBy(after.caseId)).toBe(signing.publicJwk.kid);
  expect(await signedBy(last.caseId)).toBe(freshSigning!.kid);
  await forgetReceiverKey(portal, pickup, encryption.publicJwk.kid, actor);
  expect((await listReceiverKeys(portal, pickup)).map(({ kid }) => kid)).not.toContain(
    encryption.publicJwk.kid,
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
  const x5c = encryption.publicJwk.x5c ?? ["AAAA"];
  expect(await certifyReceiverKey(portal, pickup, kid, x5c, actor)).toBe("done");
  const certified = (await listReceiverKeys(portal, pickup)).filter((one) => one.x5c);
  expect(certified).toMatchObject([{ kid, x5c }]);
  const unknown = { id: "unbekannt", ars };
  expect(await certifyReceiverKey(portal, unknown, kid, x5c, actor)).toBe("unknown");
  expect(await generateReceiverKeys(portal, unknown, actor)).toBeUndefined();
});

test("what is not valid is said", async () => {
  const given = { name: "x", options: { ...options, testKeys: false } };
  expect(await createPickup(portal, here.ars, given, actor)).toMatchObject({
    kind: "invalid",
    issues: [{ path: ["trustedRoots"] }],
  });
});

test("nothing secret and nothing of the content lies open in the database", async () => {
  const rows = await inTown((sql) => sql`select * from pickups`);
  const picked = await inTown((sql) => sql`select * from picked_up`);
  const text = JSON.stringify([rows, picked]);
  for (const word of [options.clientSecret, "Erika", '"d":']) expect(text).not.toContain(word);
});
