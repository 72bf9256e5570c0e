import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Upload } from "tus-js-client";
import { afterAll, describe, expect, test } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { readTicket } from "#app/apply/draft.server.ts";
import { openJourney } from "#app/apply/open-journey.server.ts";
import { filesIn } from "#app/domain/change-answers.ts";
import { pdfWith, phonePhoto } from "#app/files/fixtures/make-files.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { frailLine, listenPortal } from "../fixtures/listen-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
let { server, origin } = await listenPortal(portal);
const line = await frailLine(() => Number(new URL(origin).port));
afterAll(() => {
  line.close();
  server.close();
});

const service = "alle-feldarten";
const at = `/musterstadt/${service}`;
const field = "kinder:1/foto";

/** A browser that holds the cookie of one draft, on the page where files are asked for. */
async function citizen(until = "kind/1"): Promise<{ cookie: string; visitor: Visitor }> {
  const [example] = examplesOf(service);
  const visitor = createVisitor(portal);
  portal.setClock("2026-03-01T09:00:00Z");
  if (!example) throw new Error("there is no example");
  const last = await fillJourney(visitor, at, example, until);
  const cookie = last.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { cookie, visitor };
}

const ticketOf = (cookie: string) => {
  const value = decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1));
  return readTicket(JSON.parse(Buffer.from(value, "base64").toString()) as string);
};

interface Sent {
  readonly url: string;
  readonly id: string;
}

function send(
  content: Buffer,
  cookie: string,
  more: Partial<ConstructorParameters<typeof Upload>[1]> & {
    name?: string;
    to?: string;
    onUrl?: (url: string) => void;
  } = {},
): Promise<Sent> {
  const { name = "foto.jpg", to = field, onUrl, ...options } = more;
  return new Promise((resolve, reject) => {
    const upload = new Upload(content, {
      endpoint: `${line.origin}${at}/anlagen/teile`,
      headers: { cookie },
      metadata: { filename: name, field: to },
      retryDelays: null,
      storeFingerprintForResuming: false,
      onError: reject,
      onUploadUrlAvailable: () => onUrl?.(upload.url ?? ""),
      onSuccess: () => {
        const url = upload.url ?? "";
        resolve({ url, id: url.slice(url.lastIndexOf("/") + 1) });
      },
      ...options,
    });
    upload.start();
  });
}

const finish = (id: string, cookie: string) =>
  fetch(`${origin}${at}/anlagen`, {
    method: "POST",
    headers: { cookie },
    body: new URLSearchParams({ upload: id }),
  });

async function filesOf(cookie: string, name = field) {
  const open = await openJourney(portal, {
    municipality: "musterstadt",
    service,
    ticket: ticketOf(cookie),
  });
  return open.kind === "open"
    ? filesIn(open.draft?.content.answers ?? { values: {}, items: {} }, name)
    : [];
}

const offsetOf = async (url: string, cookie: string) => {
  // What came over a line that broke is noted a moment later.
  await pause(300);
  const answer = await fetch(url, {
    method: "HEAD",
    headers: { cookie, "Tus-Resumable": "1.0.0" },
  });
  return answer.status === 200 ? Number(answer.headers.get("upload-offset")) : answer.status;
};

const withNoise = async (bytes: number) =>
  Buffer.concat([await pdfWith("Bescheid"), randomBytes(bytes)]);

describe("a file that is sent as it is chosen", () => {
  test("becomes a file of the draft, and asking twice makes no second one", async () => {
    const { cookie } = await citizen();
    const { id } = await send(await phonePhoto(), cookie);
    const answers = await Promise.all([finish(id, cookie), finish(id, cookie)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await filesOf(cookie)).toMatchObject([
      { id, name: "foto.jpg", mediaType: "image/jpeg" },
    ]);
    expect(await (await finish(id, cookie)).json()).toMatchObject({ name: field, files: [{ id }] });
  });

  test("survives a line that breaks again and again, without sending anything twice", async () => {
    const { cookie } = await citizen();
    const content = await withNoise(3_000_000);
    let url: string | undefined;
    const offsets: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      line.cutAfter(900_000);
      const broken = send(content, cookie, {
        ...(url !== undefined && { uploadUrl: url }),
        onUrl: (given) => (url ??= given),
      });
      await broken.catch(() => undefined);
      line.mend();
      if (url !== undefined) offsets.push(await offsetOf(url, cookie));
    }
    expect(offsets.every((offset, at) => at === 0 || offset > (offsets[at - 1] ?? 0))).toBe(true);
    expect(offsets[0]).toBeGreaterThan(500_000);
    const { id } = await send(content, cookie, { uploadUrl: url ?? "" });
    const answer = await finish(id, cookie);
    // A PDF where pictures are asked for: all of it has arrived, or its type could not be told.
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: "file.type" }]);
    expect(await offsetOf(url ?? "", cookie)).toBe(404);
  });

  test("survives a server that is started anew in the middle", async () => {
    const { cookie } = await citizen();
    const content = await phonePhoto();
    let url: string | undefined;
    line.cutAfter(Math.floor(content.length / 2));
    await send(content, cookie, {
      onUrl: (given) => (url = given),
    }).catch(() => undefined);
    line.mend();
    server.closeAllConnections();
    server.close();
    ({ server, origin } = await listenPortal(portal));
    expect(await offsetOf(`${origin}${new URL(url ?? "").pathname}`, cookie)).toBeGreaterThan(0);
    const { id } = await send(content, cookie, { uploadUrl: url ?? "" });
    expect((await finish(id, cookie)).status).toBe(200);
    expect(await filesOf(cookie)).toMatchObject([{ id, mediaType: "image/jpeg" }]);
  });

  test("lies nowhere in the clear", async () => {
    const { cookie } = await citizen();
    const mark = "GEHEIM-IN-DER-DATEI";
    await send(Buffer.from(mark.repeat(1000)), cookie);
    const folder = path.join(portal.config.dataDir, "files", "teile");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect(readFileSync(path.join(file.parentPath, file.name)).includes(Buffer.from(mark))).toBe(
        false,
      );
  });

  test("is nobody else's, neither to go on nor to finish nor to take away", async () => {
    const [mine, other] = [await citizen(), await citizen()];
    const { url, id } = await send(await phonePhoto(), mine.cookie);
    expect(await offsetOf(url, other.cookie)).toBe(404);
    expect(await offsetOf(url, "")).toBe(404);
    expect((await finish(id, other.cookie)).status).toBe(404);
    const headers = { cookie: other.cookie, "Tus-Resumable": "1.0.0" };
    expect((await fetch(url, { method: "DELETE", headers })).status).toBe(404);
    expect(await offsetOf(url, mine.cookie)).toBeGreaterThan(0);
    expect((await fetch(url)).status).toBe(405);
  });

  test("is refused at once where it is too large, for no field, or the draft is full", async () => {
    const { cookie } = await citizen();
    const create = (size: number, name: string) =>
      fetch(`${origin}${at}/anlagen/teile`, {
        method: "POST",
        headers: {
          cookie,
          "Tus-Resumable": "1.0.0",
          "Upload-Length": String(size),
          "Upload-Metadata": `filename ${btoa("a.jpg")},field ${btoa(name)}`,
        },
      });
    expect((await create(1000, "niemand")).status).toBe(404);
    expect((await create(1000, "dateien/mehrere")).status, "a page that is not reached yet").toBe(
      404,
    );
    const tooLarge = await create(40_000_000, field);
    expect([tooLarge.status, await tooLarge.json()]).toMatchObject([
      413,
      { code: "file.tooLarge" },
    ]);
    const all = [];
    for (let count = 0; count < 12; count += 1) all.push(await create(30_000_000, field));
    expect(all.map(({ status }) => status)).toEqual([...Array<number>(10).fill(201), 413, 413]);
  });

  test("two at once into one field both survive; a field for one keeps the later one", async () => {
    const { cookie } = await citizen();
    const [one, two] = await Promise.all([
      send(await phonePhoto(), cookie, { name: "eins.jpg" }),
      send(await phonePhoto(), cookie, { name: "zwei.jpg" }),
    ]);
    const answers = await Promise.all([finish(one.id, cookie), finish(two.id, cookie)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await filesOf(cookie)).toHaveLength(1);
  });
});

describe("in repeated groups", () => {
  test("a file belongs to its item, whatever is added, sent and taken away around it", async () => {
    const { cookie, visitor } = await citizen();
    await visitor.post(`${at}/kind/1`, {
      "kinder:1/vorname": "Lena",
      "kinder:1/geboren/day": "28",
      "kinder:1/geboren/month": "2",
      "kinder:1/geboren/year": "2018",
    });
    await visitor.post(`${at}/impfungen/1`, {});
    const items: string[] = [];
    for (const name of ["Ole", "Mia"]) {
      const { location = "" } = await visitor.post(`${at}/kinder`, { intent: "add" });
      const item = location.split("/").at(-1) ?? "";
      items.push(item);
      await visitor.post(`${at}/kind/${item}`, { [`kinder:${item}/vorname`]: name });
    }
    const [ole = "", mia = ""] = items;
    const sent = await Promise.all(
      [ole, mia].map(async (item) =>
        send(await phonePhoto(), cookie, { to: `kinder:${item}/foto`, name: `${item}.jpg` }),
      ),
    );
    await Promise.all(sent.map(({ id }) => finish(id, cookie)));
    expect(await filesOf(cookie, `kinder:${ole}/foto`)).toMatchObject([{ name: `${ole}.jpg` }]);
    await visitor.post(`${at}/kinder`, { intent: `remove:${ole}` });
    expect(await filesOf(cookie, `kinder:${ole}/foto`)).toEqual([]);
    expect(await filesOf(cookie, `kinder:${mia}/foto`)).toMatchObject([{ name: `${mia}.jpg` }]);
  });

  test("several at once into a field for several all survive, by both ways", async () => {
    const { cookie, visitor } = await citizen("dateien");
    const name = "dateien/mehrere";
    const pdf = await pdfWith("x");
    const sent = await Promise.all(
      ["eins.pdf", "zwei.pdf"].map((file) => send(pdf, cookie, { to: name, name: file })),
    );
    const posted = visitor.post(
      `${at}/dateien`,
      { intent: `upload:${name}` },
      { [name]: [new File([new Uint8Array(pdf)], "drei.pdf"), new File([], "leer.pdf")] },
    );
    await Promise.all([posted, ...sent.map(({ id }) => finish(id, cookie))]);
    const names = (await filesOf(cookie, name)).map((file) => file.name);
    expect(names.sort()).toEqual(["drei.pdf", "eins.pdf", "zwei.pdf"]);
    expect((await posted).data).toMatchObject({
      errors: [{ name, code: "file.empty", params: { file: "leer.pdf" } }],
    });
  });
});

test("what nobody has gone on with for a day is deleted, with every piece of it", async () => {
  const { cookie } = await citizen();
  const { url } = await send(await phonePhoto(), cookie);
  portal.setClock("2026-03-02T08:59:00Z");
  await deleteExpired(portal);
  expect(await offsetOf(url, cookie)).toBeGreaterThan(0);
  portal.setClock("2026-03-02T09:01:00Z");
  expect((await deleteExpired(portal)).uploads).toBeGreaterThan(0);
  expect(await offsetOf(url, cookie)).toBe(404);
  const folder = path.join(portal.config.dataDir, "files", "teile");
  const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  expect(left).toEqual([]);
});
