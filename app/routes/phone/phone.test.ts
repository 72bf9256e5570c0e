import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, test } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { phonePhoto, plainPicture, sheet } from "#app/files/fixtures/make-files.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
const at = "/musterstadt/alle-feldarten";
const page = `${at}/dateien`;
const field = "dateien/eine";

interface Capture {
  readonly id: string;
  readonly link: string;
  readonly photos: string[];
}
interface PageData {
  readonly content: {
    readonly captures?: Record<string, Capture>;
    readonly form: {
      files: Record<string, { id: string; name: string; mediaType: string; pages: number }[]>;
    };
    readonly raw: Record<string, string[]>;
  };
}
interface PhoneData {
  readonly kind: string;
  readonly photos: string[];
  readonly secondsLeft: number;
}

/** Somebody at the page that asks for files. */
async function citizen(): Promise<Visitor> {
  portal.setClock("2026-03-01T09:00:00Z");
  const [example] = examplesOf("alle-feldarten");
  const visitor = createVisitor(portal);
  if (example) await fillJourney(visitor, at, example, "dateien");
  return visitor;
}

const stateOf = async (visitor: Visitor) => ((await visitor.get(page)).data as PageData).content;

async function start(visitor: Visitor): Promise<Capture & { path: string }> {
  const answer = await visitor.post(page, { intent: `capture:${field}` });
  expect(answer.status).toBe(200);
  const capture = (answer.data as PageData).content.captures?.[field];
  if (!capture) throw new Error("no capture");
  return { ...capture, path: new URL(capture.link).pathname };
}

const photo = (bytes: Buffer, name = "IMG_1.jpg") => new File([new Uint8Array(bytes)], name);
const send = async (path: string, ...photos: File[]) =>
  createVisitor(portal).post(path, { intent: "add" }, { photo: photos });
const look = async (path: string) => (await createVisitor(portal).get(path)).data as PhoneData;

describe("a phone", () => {
  test("sends photos that become one PDF of the field, in the order that was chosen", async () => {
    const visitor = await citizen();
    const { path } = await start(visitor);
    const phone = createVisitor(portal);
    await send(path, photo(await phonePhoto()), photo(await sheet(1600, 1200), "quer.jpg"));
    const [first = "", second = ""] = (await look(path)).photos;
    expect((await stateOf(visitor)).captures?.[field]?.photos).toEqual([first, second]);
    expect((await phone.get(`${path}/${first}`)).headers.get("content-type")).toBe("image/jpeg");
    await phone.post(path, { intent: `up:${second}` });
    expect((await look(path)).photos).toEqual([second, first]);
    expect((await phone.post(path, { intent: "done" })).status).toBe(303);
    expect(await look(path)).toMatchObject({ kind: "done" });

    const { form, captures } = await stateOf(visitor);
    expect(captures).toBeUndefined();
    expect(form.files[field]).toMatchObject([
      { name: "Eine Datei.pdf", mediaType: "application/pdf", pages: 2 },
    ]);
    const got = await visitor.get(`${at}/anlagen/${form.files[field]?.[0]?.id ?? ""}`);
    const bytes = new Uint8Array((await got.body?.arrayBuffer()) ?? new ArrayBuffer());
    const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
    const sizes = [];
    for (const number of [1, 2]) {
      const [, , width = 0, height = 0] = (await pdf.getPage(number)).view;
      sizes.push([Math.round(width), Math.round(height)]);
    }
    expect(sizes, "A4 across, then A4 upright").toEqual([
      [842, 595],
      [595, 842],
    ]);
    await deleteExpired(portal);
    expect(await look(path)).toMatchObject({ kind: "over" });
    expect((await visitor.get(`${at}/anlagen/${form.files[field]?.[0]?.id ?? ""}`)).status).toBe(
      200,
    );
  });

  test("sees the question and the town, and nothing of what was answered", async () => {
    const visitor = await citizen();
    const { path } = await start(visitor);
    const seen = JSON.stringify((await createVisitor(portal).get(path)).data);
    expect(seen).toContain("Eine Datei");
    expect(seen).toContain("Musterstadt");
    expect(seen).not.toMatch(/Lena|Erika|entwurf|dateien\/eine/);
  });

  test("is told what is wrong with a photo, and may send another one", async () => {
    const visitor = await citizen();
    const { path } = await start(visitor);
    const bad = await send(
      path,
      photo(Buffer.from("kein Bild"), "notiz.jpg"),
      photo(await phonePhoto()),
    );
    expect([bad.status, bad.data]).toMatchObject([
      422,
      { errors: [{ code: "file.type", params: { file: "notiz.jpg" } }] },
    ]);
    expect((await look(path)).photos).toHaveLength(1);
    const huge = await send(path, photo(await plainPicture("#fff", 12_000, 10_000), "riesig.png"));
    expect(huge.data).toMatchObject({ errors: [{ code: "file.tooManyPixels" }] });
    expect((await send(path)).status).toBe(422);
    const [only = ""] = (await look(path)).photos;
    await createVisitor(portal).post(path, { intent: `remove:${only}` });
    expect((await createVisitor(portal).post(path, { intent: "done" })).status).toBe(422);
  });

  test("has ten minutes, or until the link is ended or another one takes its place", async () => {
    const visitor = await citizen();
    const old = await start(visitor);
    const { path, id } = await start(visitor);
    expect(await look(old.path)).toMatchObject({ kind: "over" });
    portal.setClock("2026-03-01T09:09:59Z");
    // Whose page it is, though the address does not say so.
    expect(await look(path)).toMatchObject({
      kind: "open",
      secondsLeft: 1,
      frame: { municipality: { name: "Musterstadt", href: "/musterstadt" }, town: {} },
    });
    portal.setClock("2026-03-01T09:10:00Z");
    expect(await look(path)).toMatchObject({ kind: "over" });
    expect((await stateOf(visitor)).captures).toBeUndefined();
    portal.setClock("2026-03-01T09:05:00Z");
    await visitor.post(page, { intent: `endCapture:${field}:${id}` });
    await send(path, photo(await phonePhoto()));
    expect(await look(path)).toMatchObject({ kind: "over" });
    await expect(createVisitor(portal).get(`/handy/${"x".repeat(43)}`)).resolves.toMatchObject({
      status: 404,
    });
  });
});

test("what was typed stays when a link is opened, and nobody else sees the link", async () => {
  const [visitor, other] = [await citizen(), await citizen()];
  const answer = await visitor.post(page, {
    intent: `capture:${field}`,
    "dateien/notiz": "Tippfehler",
  });
  expect((answer.data as PageData).content.raw["dateien/notiz"]).toEqual(["Tippfehler"]);
  expect((await stateOf(other)).captures).toBeUndefined();
});

test("the database knows neither link nor key, and the page's script hears of what has come", async () => {
  const visitor = await citizen();
  const { path, id } = await start(visitor);
  await send(path, photo(await phonePhoto()));
  const token = path.split("/").at(-1) ?? "";
  const rows = await withMunicipality(
    portal.database,
    "*",
    (sql) =>
      sql`select c::text as text from captures c union all select p::text from capture_photos p`,
  );
  expect(rows.length).toBeGreaterThan(1);
  const dump = JSON.stringify(rows);
  for (const secret of [token, Buffer.from(token).toString("hex")])
    expect(dump).not.toContain(secret);
  expect((await visitor.get(`${at}/anlagen/handy`)).data).toMatchObject({
    captures: { [id]: { photos: [expect.any(String)], waits: false } },
    attached: [],
  });
  await createVisitor(portal).post(path, { intent: "done" });
  expect((await visitor.get(`${at}/anlagen/handy`)).data).toMatchObject({
    captures: {},
    attached: [{ name: field, files: [{ mediaType: "application/pdf" }] }],
  });
});
