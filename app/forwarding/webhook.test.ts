import { createServer, type AddressInfo, type Socket } from "node:net";
import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { noOpenssl, startTlsServer } from "#app/platform/fixtures/tls-server.ts";
import { adapterContract } from "./fixtures/adapter-contract.ts";
import { freePort } from "./fixtures/process-server.ts";
import { testAttachment, testDelivery, testDocument } from "./fixtures/test-delivery.ts";
import { startWebhookReceiver } from "./fixtures/webhook-receiver.ts";
import { webhook } from "./webhook.server.ts";

const makeSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
const [secret, other] = [makeSecret(), makeSecret()];
const receiver = await startWebhookReceiver(secret);
afterAll(receiver.stop);
beforeEach(() => {
  Object.assign(receiver.behaviour, { status: 200, headers: {}, body: "", count: 0 });
  receiver.key.secret = secret;
});
const optionsOf = (change: object = {}) =>
  webhook.options.parse({ url: receiver.url, secret, ...change });

const local = (port: number) => `http://127.0.0.1:${String(port)}/geheimer-pfad`;
adapterContract("webhook", async () => ({
  adapter: webhook,
  good: { options: optionsOf() },
  dead: { options: optionsOf({ url: local(await freePort()) }) },
  silent: (port) => ({ options: optionsOf({ url: local(port) }) }),
  wrong: { options: optionsOf({ secret: other }) },
  secrets: [secret, other, "geheimer-pfad"],
  arrived: receiver.arrived,
}));

const begin = (change: object = {}) => {
  const document = testDocument();
  const delivery = testDelivery(document);
  const options = optionsOf(change);
  const send = (signal = AbortSignal.timeout(60_000), attachments = [photo.attachment]) =>
    webhook.forward(document, attachments, options, signal, delivery.open());
  return { document, delivery, send };
};
const photo = testAttachment('Lage"plan.pdf', 90_000);

test("one form holds the list, the formats and the attachments, under the delivery's id", async () => {
  receiver.behaviour.body = JSON.stringify({ reference: "AZ 12/2026" });
  const { document, delivery, send } = begin({ formats: ["submission-json.v1", "fim-json.v1"] });
  expect(await send()).toEqual({ kind: "accepted", receiverReference: "AZ 12/2026" });
  const [call] = receiver.callsOf(document.reference);
  expect(call?.id).toBe(delivery.id);
  expect(call?.parts.map(({ field }) => field)).toEqual([
    "delivery",
    "submission-json.v1",
    "fim-json.v1",
    "attachment",
  ]);
  const json = call?.parts.find(({ field }) => field === "submission-json.v1")?.content;
  expect(JSON.parse(json!.toString())).toMatchObject({ reference: document.reference });
});

test.each(["", "no JSON", '{"reference": 5}', "x".repeat(100_000)])(
  "whatever it answers besides, it is taken (%#)",
  async (body) => {
    receiver.behaviour.body = body;
    expect(await begin().send()).toEqual({ kind: "accepted" });
  },
);

test("while the secret is changed, the old and the new one fit", async () => {
  const { document, send } = begin({ nextSecret: other });
  receiver.key.secret = other;
  expect(await send()).toMatchObject({ kind: "accepted" });
  receiver.key.secret = secret;
  expect(await send()).toMatchObject({ kind: "accepted" });
  expect(receiver.callsOf(document.reference)).toHaveLength(1);
});

test.each([
  [400, "rejected"],
  [413, "rejected"],
  [422, "rejected"],
  [408, "retry"],
  [425, "retry"],
  [429, "retry"],
  [401, "retry"],
  [500, "retry"],
  [503, "retry"],
])("the answer %i means %s", async (status, kind) => {
  receiver.behaviour.status = status;
  expect((await begin().send()).kind).toBe(kind);
});

test("it comes back when the receiver wants it, by seconds or by date", async () => {
  receiver.behaviour.status = 429;
  receiver.behaviour.headers = { "retry-after": "90" };
  expect(await begin().send()).toMatchObject({ afterSeconds: 90 });
  receiver.behaviour.headers = { "retry-after": new Date(Date.now() + 600_000).toUTCString() };
  const later = await begin().send();
  const seconds = later.kind === "retry" ? later.afterSeconds : undefined;
  expect(seconds).toBeGreaterThan(560);
  expect(seconds).toBeLessThanOrEqual(600);
  receiver.behaviour.headers = { "retry-after": "nonsense" };
  expect(await begin().send()).not.toHaveProperty("afterSeconds");
});

test("no redirection is followed: what is signed for one place goes to no other", async () => {
  receiver.behaviour.status = 307;
  receiver.behaviour.headers = { location: receiver.url };
  expect(await begin().send()).toMatchObject({ kind: "retry" });
  expect(receiver.behaviour.count).toBe(1);
});

test("a large attachment is read only as fast as the receiver takes it", async () => {
  const sockets: Socket[] = [];
  const slow = createServer((socket) => {
    sockets.push(socket.pause());
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  const large = testAttachment("plan.pdf", 60_000_000);
  const { send } = begin({ url: local((slow.address() as AddressInfo).port) });
  expect(await send(AbortSignal.timeout(4000), [large.attachment])).toMatchObject({
    kind: "retry",
  });
  // Once for the signature; what was read for sending lies in the buffers of the sockets.
  expect(large.counted.pulled).toBeGreaterThanOrEqual(60_000_000);
  expect(large.counted.pulled).toBeLessThan(80_000_000);
  for (const socket of sockets) socket.destroy();
  slow.close();
});

test("weak secrets are refused", () => {
  for (const bad of ["geheim", "whsec_Z2VoZWlt", `whsec_${"!".repeat(40)}`])
    expect(webhook.options.safeParse({ url: receiver.url, secret: bad }).success).toBe(false);
});

test.skipIf(noOpenssl).each([
  [10, true, ["serverCertificate", "reachable", "credentials"]],
  [-2, false, ["serverCertificate", "reachable"]],
])("a check tells when the certificate of the server ends (%i days)", async (days, ok, whats) => {
  const server = await startTlsServer({ days });
  const { open } = testDelivery(testDocument());
  const found = await webhook
    .check(optionsOf({ url: `${server.url}/pfad` }), open(), AbortSignal.timeout(10_000))
    .finally(server.stop);
  expect(found.map(({ what }) => what)).toEqual(whats);
  expect(found.every((one) => one.ok)).toBe(ok);
  const [certificate] = found;
  const left = ((certificate?.until?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(Math.round(left)).toBe(days);
});
