import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { afterAll, expect, test } from "vitest";
import { adapterContract } from "./fixtures/adapter-contract.ts";
import { freePort } from "./fixtures/process-server.ts";
import { startS3Server } from "./fixtures/s3-server.ts";
import {
  brokenAttachment,
  testAttachment,
  testDelivery,
  testDocument,
} from "./fixtures/test-delivery.ts";
import { s3 } from "./s3.server.ts";

const server = await startS3Server();
afterAll(server.stop);
const { endpoint, bucket, accessKeyId, secretAccessKey } = server;
const base = { endpoint, bucket, accessKeyId, secretAccessKey, prefix: "hund/steuer ä" };
const optionsOf = (change: object = {}) => s3.options.parse({ ...base, ...change });

const client = new AwsClient({
  accessKeyId,
  secretAccessKey,
  service: "s3",
  region: "eu-central-1",
});
const pathOf = (key: string) => key.split("/").map(encodeURIComponent).join("/");
const get = (key: string) => client.fetch(`${endpoint}/${bucket}/${pathOf(key)}`);
async function keys(prefix: string): Promise<string[]> {
  const list = await client.fetch(`${endpoint}/${bucket}?prefix=${encodeURIComponent(prefix)}`);
  const unescaped = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&apos;", "'");
  return [...(await list.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) =>
    unescaped(key!),
  );
}

/** As somebody who picks up does: only what has a manifest, and only what it names. */
async function arrived(reference: string) {
  const manifests = (await keys("hund/steuer ä/")).filter(
    (key) => key.includes(reference) && key.endsWith("/_complete.json"),
  );
  return Promise.all(
    manifests.map(async (key) => {
      const folder = key.slice(0, -"/_complete.json".length);
      const manifest = (await (await get(key)).json()) as {
        kind: string;
        files: { name: string; format?: string }[];
      };
      const files = manifest.files.filter(({ format }) => format === undefined);
      return {
        test: manifest.kind === "test" && folder.split("/").at(-1)!.startsWith("TEST-"),
        files: await Promise.all(
          files.map(async ({ name }) => {
            const content = Buffer.from(await (await get(`${folder}/${name}`)).arrayBuffer());
            return { name, sha256: createHash("sha256").update(content).digest("hex") };
          }),
        ),
      };
    }),
  );
}

const local = (port: number) => `http://127.0.0.1:${String(port)}`;
adapterContract("s3", async () => ({
  adapter: s3,
  good: { options: optionsOf() },
  dead: { options: optionsOf({ endpoint: local(await freePort()) }) },
  silent: (port) => ({ options: optionsOf({ endpoint: local(port) }) }),
  wrong: { options: optionsOf({ secretAccessKey: "falsch-und-geheim" }) },
  secrets: ["falsch-und-geheim"],
  arrived,
}));

const photo = testAttachment("plan.pdf", 90_000);
const signal = () => AbortSignal.timeout(60_000);

test("the manifest comes last, so that nobody picks up half of a drop", async () => {
  const document = testDocument();
  const folder = `hund/steuer ä/antrag-${document.reference}`;
  const delivery = testDelivery<{ completing: boolean }>(document);
  const files = [photo.attachment, brokenAttachment(testAttachment("a.pdf", 3_000_000))];
  expect(await s3.forward(document, files, optionsOf(), signal(), delivery.open())).toMatchObject({
    kind: "retry",
  });
  expect(await keys(folder)).toContain(`${folder}/anlagen/01-plan.pdf`);
  expect(await keys(folder)).not.toContain(`${folder}/_complete.json`);
  await s3.forward(document, [photo.attachment], optionsOf(), signal(), delivery.open());
  const asked = delivery.exchanges.map(({ request }) => request);
  expect(asked.at(-1)).toMatch(/^PUT .*\/_complete\.json$/);
});

test("what somebody took before the worker could say so is not put there again", async () => {
  const document = testDocument();
  const folder = `hund/steuer ä/antrag-${document.reference}`;
  const delivery = testDelivery<{ completing: boolean }>(document);
  const send = () =>
    s3.forward(document, [photo.attachment], optionsOf(), signal(), delivery.open());
  expect(await send()).toMatchObject({ kind: "accepted" });
  for (const key of await keys(folder))
    await client.fetch(`${endpoint}/${bucket}/${pathOf(key)}`, { method: "DELETE" });
  expect(await send()).toMatchObject({ kind: "accepted" });
  expect(await keys(folder)).toEqual([]);
});

test("a bucket that is not there is told", async () => {
  const document = testDocument();
  const options = optionsOf({ bucket: "nirgendwo" });
  const delivery = testDelivery<{ completing: boolean }>(document);
  expect(await s3.forward(document, [], options, signal(), delivery.open())).toMatchObject({
    kind: "retry",
    reason: expect.stringContaining("no such place") as string,
  });
});

test("the bucket may stand in the name of the server", async () => {
  const document = testDocument();
  const asked: string[] = [];
  const delivery = testDelivery<{ completing: boolean }>(document).open();
  const fetch: typeof delivery.fetch = (input) => {
    asked.push(input instanceof Request ? input.url : input.toString());
    return Promise.resolve(new Response(null, { status: 404 }));
  };
  const options = optionsOf({ addressing: "host", endpoint: "https://s3.example.de:8443" });
  await s3.forward(document, [], options, signal(), { ...delivery, fetch });
  expect(asked[0]).toMatch(
    /^https:\/\/eingang\.s3\.example\.de:8443\/hund\/steuer%20%C3%A4\/antrag-/,
  );
});
