import { beforeEach, describe, expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import {
  findOpenRevision,
  findRevision,
  insertRevision,
  lockOffering,
} from "#db/queries/revisions.ts";
import { upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here } from "../fixtures/staff-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";
import * as overview from "./offering.tsx";
import * as question from "./own-question.tsx";
import * as revision from "./revision.tsx";
import * as versions from "./version-merge.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const key = { ars: here.ars, serviceId: festival };
const params = { service: festival };
const at = `/verwaltung/leistungen/${festival}`;
const query = `?gemeinde=${here.ars}`;
const given = await readPackage(`db/seed/services/${festival}`);
let editor = "";
let admin = "";
let publisher = "";
beforeEach(async () => {
  editor = await town.cookieOf(accounts.editor);
  admin = await town.cookieOf(accounts.admin);
  publisher = await town.cookieOf(accounts.publisher);
});

const text = (de: string) => ({ de, en: de });
const says = (part: "duration" | "fee" | "summary", de: string): Overlay => ({
  [`about:${part}`]: { value: text(de), base: given.description[part] ?? null },
});
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, here.ars, work);
const draft = (overlay: Overlay, basedOn: number | null, serviceVersion = given.version) =>
  inTown((sql) =>
    insertRevision(sql, {
      ...key,
      serviceVersion,
      basedOn,
      overlay,
      overlayHash: JSON.stringify(overlay),
      state: "draft",
      note: "",
      createdAt: portal.clock(),
      createdBy: accounts.editor,
      publishedAt: null,
      publishedBy: null,
    }),
  );
const publish = (overlay: Overlay, serviceVersion = given.version) =>
  inTown(async (sql) => {
    await lockOffering(sql, key);
    const next = { serviceVersion, basedOn: null, overlay };
    return publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
  });
const stored = async () => (await inTown((sql) => findOpenRevision(sql, key)))?.overlay;
const move = (intent: string, cookie: string, form: Record<string, string> = {}) =>
  callRoute(portal, overview.action, {
    path: at + query,
    params,
    cookie,
    form: { intent, ...form },
  });
const shown = async (cookie = editor) =>
  (await callRoute(portal, overview.loader, { path: at + query, params, cookie })).data as {
    readonly published?: number;
    readonly overtaken?: { readonly state: string; readonly clashes: readonly unknown[] };
    readonly revisions: readonly {
      readonly number: number;
      readonly author: string;
      readonly note: string;
      readonly released?: { readonly by: string };
    }[];
  };
const counting = async () => (await shown()).published ?? null;
const citizenSees = async () =>
  JSON.stringify((await createVisitor(portal).get(`/${here.slug}/${festival}`)).data);

describe("what was published while a draft was worked on", () => {
  test("takes nothing from the draft: editor and publisher see both, and somebody decides", async () => {
    const mine = { ...says("duration", "Vier Wochen"), ...says("fee", "40 Euro") };
    await draft(mine, null);
    await move("propose", editor);
    await publish({ ...says("duration", "Zwei Wochen"), ...says("summary", "Per Post") });
    // The publisher sees it before, and when releasing all the same.
    expect(await shown(publisher)).toMatchObject({
      overtaken: { clashes: [{ place: "about:duration" }] },
    });
    expect(await move("release", publisher)).toMatchObject({
      status: 409,
      data: { kind: "overtaken", clashes: [{ place: "about:duration" }] },
    });
    expect(await stored()).toEqual(mine);
    const page = await shown();
    expect(page).toMatchObject({ open: { state: "draft", changes: 2 } });
    expect(JSON.stringify(page.overtaken)).toMatch(/Vier Wochen.*Zwei Wochen/);
    expect(await move("propose", editor)).toMatchObject({
      status: 409,
      data: { kind: "overtaken" },
    });

    const { state = "" } = page.overtaken ?? {};
    expect(await move("settle", editor, { state })).toMatchObject({
      status: 422,
      data: { kind: "undecided", places: ["about:duration"] },
    });
    // What was compared is another draft, or another published revision, by now.
    const take = { "take about:duration": "mine" };
    expect(await move("settle", editor, { ...take, state: "1.99" })).toMatchObject({
      status: 409,
      data: { kind: "noSuchRevision" },
    });
    expect(await stored()).toEqual(mine);
    expect((await move("settle", editor, { ...take, state })).status).toBe(303);
    expect(await shown()).toMatchObject({ overtaken: undefined, open: { changes: 2 } });
    await move("propose", editor);
    expect((await move("release", publisher)).status).toBe(303);
    const seen = await citizenSees();
    for (const one of ["Vier Wochen", "40 Euro", "Per Post"]) expect(seen).toContain(one);
  });

  test("may count at a place where the draft says something else", async () => {
    await draft(says("duration", "Fünf Wochen"), await counting());
    await publish(says("duration", "Drei Tage"));
    const { state = "" } = (await shown()).overtaken ?? {};
    await move("settle", editor, { state, "take about:duration": "theirs" });
    expect(await stored()).toEqual(says("duration", "Drei Tage"));
    expect((await move("drop", editor)).status).toBe(303);
  });
});

test("a revision names all who wrote it, and beside them who released it", async () => {
  const names = await inTown(
    (sql) => sql<{ id: string; name: string }[]>`select id, name from accounts`,
  );
  const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? "";
  const number = await draft(says("fee", "50 Euro"), await counting());
  const of = async () => (await shown()).revisions.find((one) => one.number === number);
  // Handed on by somebody who wrote none of it, and given back.
  expect((await move("propose", admin)).status).toBe(303);
  expect(await of()).toMatchObject({ author: nameOf(accounts.editor), released: undefined });
  expect((await move("return", publisher)).status).toBe(303);
  expect(await of()).toMatchObject({ author: nameOf(accounts.editor) });
  // Another one has a hand in it.
  const [page] = given.pages;
  const asked = await callRoute(portal, question.action, {
    path: `${at}/fragen/neu${query}`,
    params: { ...params, question: "neu" },
    cookie: admin,
    form: {
      page: page?.id ?? "",
      kind: "text",
      "label.de": "Welche Straße?",
      "purpose.de": "Planung",
      "legalBasis.de": "§ 4 Satzung",
    },
  });
  expect(asked.status).toBe(303);
  expect((await move("propose", editor)).status).toBe(303);
  expect((await move("release", publisher)).status).toBe(303);
  const people = {
    author: `${nameOf(accounts.editor)}, ${nameOf(accounts.admin)}`,
    released: { by: nameOf(accounts.publisher) },
  };
  expect(await of()).toMatchObject(people);
  const own = await callRoute(portal, revision.loader, {
    path: `${at}/stand/${String(number)}${query}`,
    params: { ...params, number: String(number) },
    cookie: editor,
  });
  expect(own.data).toMatchObject({ people });
});

test("an older revision of another version is decided place by place, and the decisions stay with it", async () => {
  const older = await publish({
    ...says("duration", "Neun Wochen"),
    ...says("fee", "90 Euro"),
    ...says("summary", "Mit Brief"),
  });
  const newer: ServiceDefinition = {
    ...given,
    version: "9.0",
    description: { ...given.description, fee: text("Neu 9"), summary: text("Neu danach") },
  };
  await inTransaction(portal.database, (sql) =>
    upsertService(sql, {
      definition: newer,
      source: "import",
      contentHash: "9",
      importedAt: portal.clock(),
    }),
  );
  await publish({}, "9.0");
  const back = await move("revert", editor, { number: String(older) });
  expect(back.status).toBe(303);
  expect(back.headers.get("location")).toContain("/fassung");
  // All that it had set is there; nothing was decided for anybody.
  expect(Object.keys((await stored()) ?? {}).sort()).toEqual([
    "about:duration",
    "about:fee",
    "about:summary",
  ]);
  const merge = (form: Record<string, string>) =>
    callRoute(portal, versions.action, {
      path: `${at}/fassung${query}`,
      params,
      cookie: editor,
      form: { intent: "merge", ...form },
    });
  expect(await merge({})).toMatchObject({
    status: 422,
    data: { places: ["about:fee", "about:summary"] },
  });
  const decided = { "take about:fee": "mine", "take about:summary": "theirs" };
  expect((await merge(decided)).status).toBe(303);
  const { note = "" } = (await shown()).revisions[0] ?? {};
  expect(note).toContain(`Stand ${String(older)} zurückgeholt.`);
  expect(note).toMatch(/Entfallen ist die eigene Angabe: Kurzbeschreibung/);
  expect(note).toMatch(/Behalten ist die eigene Angabe: Hinweis zu den Kosten/);
  await move("propose", editor, { note });
  expect((await move("release", publisher)).status).toBe(303);
  const seen = await citizenSees();
  for (const one of ["Neun Wochen", "90 Euro", "Neu danach"]) expect(seen).toContain(one);
  expect((await inTown((sql) => findRevision(sql, key, older)))?.state).toBe("published");
});

test("what was published in an older version meanwhile is asked about where the draft's version says something else", async () => {
  const based = await publish({}, given.version);
  await draft(says("duration", "Elf Wochen"), based, "9.0");
  const needs = { value: [], base: given.description.needs };
  await publish({ ...says("fee", "95 Euro"), "about:needs": needs });
  const page = await shown();
  expect(page.overtaken?.clashes).toMatchObject([{ place: "about:fee" }]);
  expect(JSON.stringify(page.overtaken?.clashes)).toMatch(/Neu 9.*95 Euro/);
  const { state = "" } = page.overtaken ?? {};
  expect((await move("settle", editor, { state, "take about:fee": "theirs" })).status).toBe(303);
  expect((await stored())?.["about:fee"]).toEqual({ value: text("95 Euro"), base: text("Neu 9") });
  expect((await stored())?.["about:needs"]).toEqual(needs);
  expect((await stored())?.["about:duration"]?.value).toEqual(text("Elf Wochen"));
  expect(await shown()).toMatchObject({ overtaken: undefined });
});
