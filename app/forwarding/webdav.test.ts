import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { DropState } from "./drop.server.ts";
import { adapterContract } from "./fixtures/adapter-contract.ts";
import { arrivedInFolder } from "./fixtures/drop-folder.ts";
import { freePort } from "./fixtures/process-server.ts";
import { testAttachment, testDelivery, testDocument } from "./fixtures/test-delivery.ts";
import { noWebdavServer, startWebdavServer } from "./fixtures/webdav-server.ts";
import { webdav } from "./webdav.server.ts";

const server = noWebdavServer === undefined ? await startWebdavServer() : undefined;
afterAll(() => server?.stop());

const base = {
  url: server?.url,
  username: server?.user,
  password: server?.password,
  directory: server?.directory,
};
const optionsOf = (change: object = {}) => webdav.options.parse({ ...base, ...change });
const local = (port: number) => `http://127.0.0.1:${String(port)}`;

for (const layout of ["folder", "zip"] as const) {
  adapterContract(
    `webdav (${layout})`,
    async () => ({
      adapter: webdav,
      good: { options: optionsOf({ layout }) },
      dead: { options: optionsOf({ layout, url: local(await freePort()) }) },
      silent: (port) => ({ options: optionsOf({ layout, url: local(port) }) }),
      wrong: { options: optionsOf({ layout, password: "falsch-und-geheim" }) },
      secrets: [server!.password, "falsch-und-geheim"],
      arrived: (reference) => arrivedInFolder(server!.folder, reference),
    }),
    noWebdavServer,
  );
}

describe.skipIf(!server)("a WebDAV server", () => {
  const photo = testAttachment("plan.pdf", 90_000).attachment;
  const begin = (change: object = {}) => {
    const document = testDocument();
    const delivery = testDelivery<DropState>(document);
    const options = optionsOf(change);
    const send = () =>
      webdav.forward(document, [photo], options, AbortSignal.timeout(60_000), delivery.open());
    const target = path.join(server!.folder, `antrag-${document.reference}`);
    return { document, delivery, send, target };
  };

  test("gets a folder with everything, and nobody sees half of it", async () => {
    const { delivery, document, send, target } = begin();
    const name = `antrag-${document.reference}`;
    expect(await send()).toEqual({ kind: "accepted", receiverReference: name });
    expect((await readdir(target, { recursive: true })).sort()).toEqual([
      "anlagen",
      "anlagen/01-plan.pdf",
      `${name}.json`,
      `${name}.pdf`,
      "lieferung.json",
    ]);
    const asked = delivery.exchanges.map(({ request }) => request);
    expect(asked.at(-1)).toMatch(/^MOVE .*\.part$/);
    expect(asked.filter((request) => request.startsWith("PUT")).at(-2)).toMatch(/anlagen\/01$/);
  });

  test("replaces what an earlier attempt left behind, and keeps what is not ours", async () => {
    const first = begin();
    const part = path.join(server!.folder, `.antrag-${first.document.reference}.part`);
    await mkdir(part);
    await writeFile(path.join(part, "old.txt"), "old");
    expect(await first.send()).toMatchObject({ kind: "accepted" });
    expect(await readdir(first.target)).not.toContain("old.txt");
    const second = begin();
    await mkdir(second.target);
    await writeFile(path.join(second.target, "other.txt"), "theirs");
    expect(await second.send()).toMatchObject({ kind: "rejected" });
    expect(await readFile(path.join(second.target, "other.txt"), "utf8")).toBe("theirs");
  });

  test("without that folder says so", async () => {
    const { delivery, send } = begin({ directory: "nirgendwo" });
    expect(await send()).toMatchObject({ kind: "retry" });
    const signal = AbortSignal.timeout(60_000);
    expect(
      await webdav.check(optionsOf({ directory: "nirgendwo" }), delivery.open(), signal),
    ).toContainEqual({ what: "writable", ok: false, detail: "there is no such folder" });
  });
});

test("a server that asks for patience gets it, and a token where it takes one", async () => {
  const asked: (string | undefined)[] = [];
  const busy = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.writeHead(503, { "retry-after": "120" }).end();
  });
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const { port } = busy.address() as AddressInfo;
  const options = webdav.options.parse({ url: local(port), token: "abc" });
  const document = testDocument();
  const delivery = testDelivery<DropState>(document).open();
  const result = await webdav.forward(document, [], options, AbortSignal.timeout(9000), delivery);
  expect(result).toMatchObject({ kind: "retry", afterSeconds: 120 });
  expect(asked).toEqual(["Bearer abc"]);
  busy.close();
});

test("options are refused that would send passwords in the clear or nowhere", () => {
  const whole = { url: "https://cloud.example.de/dav/", token: "abc" };
  expect(webdav.options.parse(whole).url).toBe("https://cloud.example.de/dav");
  for (const change of [
    { url: "http://cloud.example.de/dav" },
    { url: "https://amt:geheim@cloud.example.de/dav" },
    { url: "https://cloud.example.de/dav?x=1" },
    { token: undefined },
    { username: "amt" },
  ])
    expect(webdav.options.safeParse({ ...whole, ...change }).success).toBe(false);
});
