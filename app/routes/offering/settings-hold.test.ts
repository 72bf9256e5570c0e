import { expect, test } from "vitest";
import type { PageForm } from "#app/domain/page-form.ts";
import { controlNames } from "#app/forms/fixtures/read-html.ts";
import { renderForm } from "#app/forms/fixtures/render-form.tsx";
import { withMunicipality } from "#db/connect.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { examplesOf, fillJourney, type Example } from "../fixtures/fill-journey.ts";
import { addDogTax, dogTax, settingsFormOf } from "../fixtures/settings-form.ts";
import { signIn, withProvider } from "../fixtures/signing-portal.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";
import * as download from "../staff/submission-download.ts";
import * as overview from "./offering.tsx";

const town = await createStaffPortal();
const { accounts } = town;
const { portal } = await withProvider(town.portal);
await addDogTax(portal);
const editor = await town.cookieOf(accounts.editor);
const publisher = await town.cookieOf(accounts.publisher);
const caseworker = await town.cookieOf(accounts.caseworker);
const base = `/${here.slug}/${dogTax}`;
const form = settingsFormOf(portal, dogTax, editor);
const [oneDog] = examplesOf(dogTax);
if (!oneDog) throw new Error("the package has no worked example");

const chip = "G99000000210/F99000000324";
const chipOfOne = "G99000000210:1/F99000000324";
const phone = "G99000000203/F99000000309";
const payment = "G99000000230/F99000000350";

/** Settings as an editor sends them, and as somebody else releases them. */
async function set(
  sections: Readonly<Record<string, Parameters<typeof form.typed>[1]>>,
): Promise<void> {
  const statuses: number[] = [];
  for (const [section, changes] of Object.entries(sections))
    statuses.push((await form.send(section, await form.typed(section, changes))).status);
  for (const [intent, cookie] of [["propose", editor] as const, ["release", publisher] as const]) {
    const moved = await callRoute(portal, overview.action, {
      path: `/verwaltung/leistungen/${dogTax}?gemeinde=${here.ars}`,
      params: { service: dogTax },
      cookie,
      form: { intent, note: "" },
    });
    statuses.push(moved.status);
  }
  expect(statuses).toEqual(statuses.map(() => 303));
}
/** The example with other answers on one page. */
const answering = (page: string, input: Readonly<Record<string, string>>): Example => ({
  ...oneDog,
  steps: oneDog.steps.map((step) =>
    step.page === page ? { ...step, input: { ...step.input, ...input } } : step,
  ),
});
const inputOf = (page: string) => oneDog.steps.find((step) => step.page === page)?.input ?? {};
const post = (visitor: Visitor, page: string, input: Readonly<Record<string, string>>) =>
  visitor.post(`${base}/${page}`, { ...inputOf(page), intent: "next", ...input });
const shown = async (visitor: Visitor, page: string) =>
  JSON.stringify((await visitor.get(`${base}/${page}`)).data);
/** A page of questions as it is drawn without scripts. */
const drawn = async (visitor: Visitor, page: string) => {
  const { data } = await visitor.get(`${base}/${page}`);
  const { form } = (data as { content: { form: PageForm } }).content;
  return renderForm({ form });
};
const reviewOf = async (visitor: Visitor) =>
  (await visitor.get(`${base}/pruefen`)).data as {
    readonly marks: readonly string[];
    readonly mayFile: boolean;
    readonly signIn: { readonly isEnough: boolean };
    readonly openSteps: readonly { readonly address: string }[];
  };
const file = async (visitor: Visitor) =>
  visitor.post(`${base}/pruefen`, { gesehen: (await reviewOf(visitor)).marks });
const filed = async () => {
  const [row] = await withMunicipality(
    portal.database,
    here.ars,
    (sql) => sql<{ count: number }[]>`select count(*)::int as count from submissions`,
  );
  return row?.count;
};

const begun = createVisitor(portal);
const telling = createVisitor(portal);

test("before the town sets anything, all of it is asked, offered and taken", async () => {
  await fillJourney(begun, base, answering("hund/1", { [chipOfOne]: "" }));
  expect(await reviewOf(begun)).toMatchObject({ mayFile: true, openSteps: [] });
  await fillJourney(telling, base, answering("anschrift", { [phone]: "02203 12345" }));
  expect(await shown(telling, "pruefen")).toContain("02203 12345");
  expect(controlNames(await drawn(telling, "anschrift"))).toContain(phone);
  expect(await drawn(telling, "zahlung")).toContain('value="lastschrift"');

  await set({
    "seite-hund": { [`node:${chip}:required required`]: "on" },
    "seite-anschrift": { [`node:${phone}:omitted omitted`]: "on" },
    "seite-zahlung": { [`list:${payment} offered`]: ["ueberweisung"] },
  });
});

test("who leaves open what the town has made mandatory is told at the question, and does not file", async () => {
  const visitor = createVisitor(portal);
  await fillJourney(visitor, base, oneDog, "hund/1");
  expect(await post(visitor, "hund/1", { [chipOfOne]: "" })).toMatchObject({
    status: 422,
    data: { errors: [{ name: chipOfOne, code: "required" }] },
  });
  const past = await visitor.post(`${base}/pruefen`, {});
  expect(past).toMatchObject({ status: 303, location: `${base}/hund/1` });
  // Nor does whoever had left it open when it was not mandatory yet.
  const old = await begun.post(`${base}/pruefen`, {});
  expect(old).toMatchObject({
    status: 303,
    location: expect.stringMatching(/\/hund\/[^/]+$/) as unknown,
  });
  expect(await filed()).toBe(0);
});

test("what the town has dropped is neither asked nor reviewed nor filed, even if somebody sends it", async () => {
  const visitor = createVisitor(portal);
  await fillJourney(visitor, base, oneDog, "anschrift");
  const page = await drawn(visitor, "anschrift");
  expect(controlNames(page)).toContain("G99000000203/F99000000308");
  expect(page).not.toMatch(/Telefonnummer|F99000000309/);
  expect((await post(visitor, "anschrift", { [phone]: "02203 12345" })).status).toBe(303);
  const rest = oneDog.steps.filter(({ page }) => !["halter", "anschrift"].includes(page));
  await fillJourney(visitor, base, { ...oneDog, steps: rest });
  // Nor what was answered before.
  for (const one of [visitor, telling]) {
    expect(await shown(one, "pruefen")).not.toMatch(/Telefonnummer|02203 12345/);
    const { status, location = "" } = await file(one);
    expect([status, location]).toEqual([303, expect.stringContaining("/eingang/")]);
    const receipt = await one.get(location);
    expect(JSON.stringify(receipt.data)).toContain("276098106123456");
    expect(JSON.stringify(receipt.data)).not.toMatch(/Telefonnummer|02203 12345/);
  }
  expect(await filed()).toBe(2);
  const ids = await withMunicipality(
    portal.database,
    here.ars,
    (sql) => sql<{ id: string }[]>`select id from submissions`,
  );
  for (const { id } of ids) {
    const json = await callRoute(portal, download.loader, {
      path: `/eingang/${id}/antrag.json`,
      params: { id, file: "antrag.json" },
      cookie: caseworker,
    });
    const text = await json.text();
    expect(text).toContain("erika.mustermann@example.org");
    expect(text).not.toMatch(/F99000000309|02203/);
  }
});

test("what the town does not offer is no choice, and is refused when it is sent all the same", async () => {
  const visitor = createVisitor(portal);
  await fillJourney(visitor, base, oneDog, "zahlung");
  const page = await drawn(visitor, "zahlung");
  expect(page).toContain('value="ueberweisung"');
  expect(page).not.toContain('value="lastschrift"');
  expect(await post(visitor, "zahlung", { [payment]: "lastschrift" })).toMatchObject({
    status: 422,
    data: { errors: [{ name: payment }] },
  });
});

test("whoever has not signed in at the level that the town demands does not file", async () => {
  const before = await filed();
  const visitor = createVisitor(portal);
  await fillJourney(visitor, base, oneDog);
  expect(await reviewOf(visitor)).toMatchObject({ mayFile: true, signIn: { isEnough: true } });
  await set({ angaben: { "about:assurance assurance": "substantial" } });
  expect(await reviewOf(visitor)).toMatchObject({
    signIn: { needed: "substantial", isEnough: false },
  });
  const begin = { from: "review", at: base };
  for (const acr of [undefined, "STORK-QAA-Level-1"]) {
    if (acr !== undefined) await signIn(visitor, { acr }, begin);
    expect(await file(visitor)).toMatchObject({ status: 303, location: `${base}/pruefen` });
  }
  expect(await filed()).toBe(before);
  // It was that alone which stood against it.
  await signIn(visitor, { acr: "STORK-QAA-Level-3" }, begin);
  expect((await file(visitor)).location).toContain("/eingang/");
  expect(await filed()).toBe((before ?? 0) + 1);
});
