import { afterAll, expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { DemoReceiver } from "../../../e2e/fixtures/zustelldienst/demo-receiver.ts";
import { received } from "../../../e2e/fixtures/zustelldienst/control-api.ts";
import { makeIssuer, makeKeyPair } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import { startZustelldienst } from "../../../e2e/fixtures/zustelldienst/start-zustelldienst.ts";
import { prepare } from "../../../e2e/fixtures/zustelldienst/test-destination.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { submissionSchemaUri } from "./data-schema.server.ts";
import { deliveryOf, files, offering } from "./fixtures/local-service.ts";
import { fitConnectOptions } from "./options.server.ts";

const [root, stranger] = await Promise.all([makeIssuer("Wurzel"), makeIssuer("Fremde Wurzel")]);
const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`;
const zustelldienst = await startZustelldienst();
afterAll(() => zustelldienst.stop());
const { urls, service } = zustelldienst;
const [encryption, signing, bare] = await Promise.all([
  makeKeyPair("encryption", { name: "Musterstadt", issuer: root }),
  makeKeyPair("signature", { name: "Musterstadt", issuer: root }),
  makeKeyPair("signature", { name: "Musterstadt", issuer: stranger }),
]);
const certified = await prepare(zustelldienst, encryption, signing);
/** The same, but what it signs with is vouched for by somebody else. */
const halfCertified = await prepare(zustelldienst, encryption, bare);
for (const { subscriber, destinationId } of [certified, halfCertified]) {
  const address = `${urls.destinationApi}/v2/destinations/${destinationId}`;
  const services = offering([[submissionSchemaUri, "application/json"]]);
  const merge = "application/merge-patch+json";
  const { status, text } = await subscriber.call("PATCH", address, { services }, merge);
  if (status !== 200) throw new Error(text);
}
const never = new AbortController().signal;
const optionsFor = (roots: readonly Buffer[], { ofSender, destinationId } = certified) =>
  fitConnectOptions.parse({
    tokenUrl: urls.token,
    submissionApi: urls.submissionApi,
    clientId: ofSender.clientId,
    clientSecret: ofSender.clientSecret,
    destinationId,
    trustedRoots: roots.map(pem).join(""),
  });
const receiverOf = ({ ofSubscriber, destinationId }: typeof certified, key: typeof signing) =>
  new DemoReceiver({
    urls,
    client: ofSubscriber,
    destinationId,
    decryptionKeys: [encryption.privateJwk],
    signingKey: key.privateJwk,
    schemaUris: [submissionSchemaUri],
  });

test("with roots of the administration an application goes the whole way", async () => {
  const options = optionsFor(root.chain);
  expect(options.testKeys).toBe(false);
  const delivery = deliveryOf();
  expect(await fitConnect.forward(documentOf(), files, options, never, delivery)).toMatchObject({
    kind: "sent",
  });
  expect(await receiverOf(certified, signing).poll()).toMatchObject([{ accepted: true }]);
  const state = delivery.kept();
  expect(await fitConnect.follow?.(options, never, { ...delivery, state })).toMatchObject({
    kind: "accepted",
  });
});

test("events are not believed that the service signs by a short key, but for tests", async () => {
  const options = optionsFor(root.chain);
  const delivery = deliveryOf();
  const { eventKeyBits } = service.settings;
  Object.assign(service.settings, { eventKeyBits: 2048 });
  await service.rotateEventKey();
  Object.assign(service.settings, { eventKeyBits });
  await fitConnect.forward(documentOf(), files, options, never, delivery);
  await service.rotateEventKey();
  const follow = (more: object = {}) =>
    fitConnect.follow?.({ ...options, ...more }, never, { ...delivery, state: delivery.kept() });
  expect(await follow()).toMatchObject({
    kind: "retry",
    reason: expect.stringContaining("fewer than 4096 bits") as string,
  });
  expect(await follow({ testKeys: true })).toMatchObject({ kind: "sent" });
});

test("nothing is encrypted for a key that no trusted root vouches for", async () => {
  const before = received(service).submissions.length;
  const delivery = deliveryOf();
  const options = optionsFor(stranger.chain);
  expect(await fitConnect.forward(documentOf(), files, options, never, delivery)).toMatchObject({
    kind: "retry",
    reason: expect.stringContaining("comes from no trusted root") as string,
  });
  expect(delivery.kept()).toBeUndefined();
  expect(received(service).submissions).toHaveLength(before);
});

test("an acceptance is not believed that is signed by a key without a trusted root", async () => {
  const options = optionsFor(root.chain, halfCertified);
  const delivery = deliveryOf();
  expect(await fitConnect.forward(documentOf(), files, options, never, delivery)).toMatchObject({
    kind: "sent",
  });
  expect(await receiverOf(halfCertified, bare).poll()).toMatchObject([{ accepted: true }]);
  const state = delivery.kept();
  expect(await fitConnect.follow?.(options, never, { ...delivery, state })).toMatchObject({
    kind: "retry",
    alone: true,
    reason: expect.stringContaining("DO NOT TRUST") as string,
  });
});
