import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract } from "../fixtures/adapter-contract.ts";
import { arrivedInFolder } from "../fixtures/drop-folder.ts";
import { freePort } from "../fixtures/process-server.ts";
import { noSftpServer, startSftpServer } from "../fixtures/sftp-server.ts";
import { testAttachment, testDelivery, testDocument } from "../fixtures/test-delivery.ts";
import type { DropState } from "../drop.server.ts";
import { sftp } from "./sftp.server.ts";

const server = noSftpServer === undefined ? await startSftpServer() : undefined;
afterAll(() => server?.stop());

const base = {
  host: "127.0.0.1",
  port: server?.port,
  username: server?.username,
  privateKey: server?.privateKey,
  hostKey: server?.fingerprint,
  directory: server?.folder,
};
const optionsOf = (change: object = {}) => sftp.options.parse({ ...base, ...change });

for (const layout of ["folder", "zip"] as const) {
  adapterContract(
    `sftp (${layout})`,
    async () => ({
      adapter: sftp,
      good: { options: optionsOf({ layout }) },
      dead: { options: optionsOf({ layout, port: await freePort() }) },
      silent: (port) => ({ options: optionsOf({ layout, port }) }),
      wrong: { options: optionsOf({ layout, privateKey: server!.strangeKey }) },
      secrets: [server!.privateKey.slice(60, 160)],
      arrived: (reference) => arrivedInFolder(server!.folder, reference),
    }),
    noSftpServer,
  );
}

describe.skipIf(!server)("an SFTP server", () => {
  const photo = testAttachment("plan.pdf", 90_000).attachment;
  const begin = (change: object = {}) => {
    const document = testDocument();
    const delivery = testDelivery<DropState>(document);
    const options = optionsOf(change);
    const send = () =>
      sftp.forward(document, [photo], options, AbortSignal.timeout(60_000), delivery.open());
    const target = path.join(server!.folder, `antrag-${document.reference}`);
    return { document, delivery, send, target };
  };

  test("gets a folder with all formats, the attachments and a list of them", async () => {
    const { delivery, document, send, target } = begin({
      formats: ["submission-json.v1", "fim-xml.v1", "summary-pdf.v1"],
    });
    const name = `antrag-${document.reference}`;
    expect(await send()).toEqual({ kind: "accepted", receiverReference: name });
    expect((await readdir(target, { recursive: true })).sort()).toEqual([
      "anlagen",
      "anlagen/01-plan.pdf",
      `${name}.fim.xml`,
      `${name}.json`,
      `${name}.pdf`,
      "lieferung.json",
    ]);
    const manifest = JSON.parse(await readFile(path.join(target, "lieferung.json"), "utf8")) as {
      files: object[];
    };
    expect(manifest).toMatchObject({ id: delivery.id, reference: document.reference });
    expect(manifest.files.at(-1)).toMatchObject({ name: "anlagen/01-plan.pdf", size: 90_000 });
    expect(delivery.exchanges.map(({ request }) => request)).toEqual([
      `CONNECT sftp://127.0.0.1:${String(server!.port)}`,
      `MKDIR .${name}.part`,
      `MKDIR .${name}.part/anlagen`,
      `PUT .${name}.part/${name}.json`,
      `PUT .${name}.part/${name}.fim.xml`,
      `PUT .${name}.part/${name}.pdf`,
      `PUT .${name}.part/anlagen/01`,
      `PUT .${name}.part/lieferung.json`,
      `RENAME ${name}`,
    ]);
  });

  test.each([undefined, `SHA256:${"A".repeat(43)}`])(
    "that shows a key that is not pinned (%s) gets nothing, not even a name",
    async (hostKey) => {
      const { document, delivery, send } = begin({ hostKey });
      const result = await send();
      expect(result).toMatchObject({ kind: "retry" });
      expect("reason" in result && result.reason).toContain(server!.fingerprint);
      expect(await arrivedInFolder(server!.folder, document.reference)).toEqual([]);
      const signal = AbortSignal.timeout(60_000);
      expect(await sftp.check(optionsOf({ hostKey }), delivery.open(), signal)).toContainEqual({
        what: "hostKey",
        ok: false,
        detail: expect.stringContaining(server!.fingerprint) as string,
      });
    },
  );

  test("may change its key for another pinned one", async () => {
    const { send } = begin({ hostKey: `SHA256:${"A".repeat(43)} ${server!.fingerprint}` });
    expect(await send()).toMatchObject({ kind: "accepted" });
  });

  test("that was reached while a worker was killed before renaming holds one, whole", async () => {
    const { document, send, target } = begin();
    const part = path.join(server!.folder, `.antrag-${document.reference}.part`);
    await mkdir(path.join(part, "anlagen"), { recursive: true });
    await writeFile(path.join(part, "anlagen/01-plan.pdf"), "half");
    await writeFile(path.join(part, "old.txt"), "old");
    expect(await send()).toMatchObject({ kind: "accepted" });
    expect(await readdir(target)).not.toContain("old.txt");
    expect((await readFile(path.join(target, "anlagen/01-plan.pdf"))).length).toBe(90_000);
  });

  test("from which somebody took it before the worker could say so gets no second one", async () => {
    const { document, send, target } = begin();
    expect(await send()).toMatchObject({ kind: "accepted" });
    // As kept before renaming; the settlement is what was lost.
    await rename(target, `${target}-taken`);
    expect(await send()).toMatchObject({ kind: "accepted" });
    expect(await readdir(server!.folder)).not.toContain(`antrag-${document.reference}`);
    await rm(`${target}-taken`, { recursive: true });
  });

  test("on which something else has the name keeps it", async () => {
    const { send, target } = begin();
    await mkdir(target);
    await writeFile(path.join(target, "lieferung.json"), "{}");
    expect(await send()).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("something else") as string,
    });
    expect(await readFile(path.join(target, "lieferung.json"), "utf8")).toBe("{}");
  });

  test("without that folder says so", async () => {
    const { send } = begin({ directory: `${server!.folder}/nirgendwo` });
    expect(await send()).toMatchObject({ kind: "retry", reason: "there is no such folder" });
  });
});

test("options are refused that would end in a bad way", () => {
  const whole = { ...base, port: 22, username: "a", privateKey: "b", hostKey: undefined };
  expect(sftp.options.safeParse({ ...whole, directory: "eingang" }).success).toBe(true);
  for (const change of [
    { directory: "../andere" },
    { hostKey: "MD5:00:11" },
    { privateKey: undefined },
    { host: "a b" },
    { port: 0 },
  ])
    expect(sftp.options.safeParse({ ...whole, directory: "e", ...change }).success).toBe(false);
});
