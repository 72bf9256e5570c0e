import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { createStaff } from "#app/identity/create-staff.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { Rule } from "#app/domain/rule.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { insertRevision, lockOffering } from "#db/queries/revisions.ts";
import { upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { addDogTax, dogTax, settingsFormOf } from "../fixtures/settings-form.ts";
import { createStaffPortal, festival, here, password } from "../fixtures/staff-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";
import * as overview from "./offering.tsx";
import * as question from "./own-question.tsx";
import { ProblemsAlert } from "./problems-alert.tsx";
import * as revision from "./revision.tsx";
import * as settings from "./settings.tsx";
import type { ShownProblem } from "./shown-problems.server.ts";
import * as versions from "./version-merge.tsx";

const town = await createStaffPortal();
const { portal } = town;
const second = await createStaff(portal, {
  login: "zweite",
  name: "Zweite Person",
  password,
  roles: [{ role: "publisher", ars: here.ars }],
});
if (second.outcome !== "created") throw new Error(second.outcome);
const editor = await town.cookieOf(town.accounts.admin);
const publisher = await town.cookieOf(second.accountId);

const at = `/verwaltung/leistungen/${festival}`;
const query = `?gemeinde=${here.ars}`;
const contact = "s about:contact";

type Form = Readonly<Record<string, string | readonly string[]>>;

interface Loaded {
  readonly settings: readonly { readonly place: string; readonly own: boolean }[];
  readonly fixed: readonly { readonly word: string }[];
  readonly seen: string;
}
const ofSection = async (section: string, cookie = editor): Promise<Loaded> =>
  (
    await callRoute(portal, settings.loader, {
      path: `${at}/anpassen/${section}${query}`,
      params: { service: festival, section },
      cookie,
    })
  ).data as Loaded;
const save = (section: string, form: Form, cookie = editor) =>
  callRoute(portal, settings.action, {
    path: `${at}/anpassen/${section}${query}`,
    params: { service: festival, section },
    cookie,
    form,
  });
/** What a browser sends of a form that nobody touched, with some controls changed. */
const typed = async (section: string, changes: Record<string, string>): Promise<Form> => {
  const { settings: all, seen } = (await ofSection(section)) as unknown as {
    readonly seen: string;
    readonly settings: readonly {
      readonly place: string;
      readonly inputs: readonly { readonly part: string; readonly value: readonly string[] }[];
    }[];
  };
  const shown = all.flatMap(({ place, inputs }) =>
    inputs.map(({ part, value }) => [`s ${place} ${part}`, value] as const),
  );
  return { ...Object.fromEntries(shown), seen, ...changes };
};
const move = (intent: string, cookie: string, more: Record<string, string> = {}) =>
  callRoute(portal, overview.action, {
    path: at + query,
    params: { service: festival },
    cookie,
    form: { intent, note: "Neue Öffnungszeiten", ...more },
  });
const shown = async (cookie = editor) =>
  (
    await callRoute(portal, overview.loader, {
      path: at + query,
      params: { service: festival },
      cookie,
    })
  ).data as Record<string, unknown>;
const citizenSees = async () =>
  JSON.stringify((await createVisitor(portal).get(`/${here.slug}/${festival}`)).data);

test("what an editor sets counts once somebody else has released it", async () => {
  const form = await typed("angaben", {
    [`${contact} office.de`]: "Ordnungsamt",
    [`${contact} phone`]: "01234 567",
    "s about:needs de": "Lageplan\nAusweis",
    "s about:needs en": "Site plan\nID card",
  });
  expect((await save("angaben", form)).status).toBe(303);
  const { settings: set } = await ofSection("angaben");
  expect(set.filter(({ own }) => own).map(({ place }) => place)).toEqual([
    "about:needs",
    "about:contact",
  ]);
  expect(await citizenSees()).not.toContain("Ordnungsamt");
  expect((await move("release", publisher)).status).toBe(409);
  expect((await move("propose", editor)).status).toBe(303);
  // Who administers a municipality works on it, and does not release it.
  expect((await move("release", editor)).status).toBe(403);
  expect(await citizenSees()).not.toContain("Ordnungsamt");
  expect((await move("release", publisher)).status).toBe(303);
  const page = await citizenSees();
  expect(page).toContain("Ordnungsamt");
  expect(page).toContain("Ausweis");
  expect(await shown()).toMatchObject({
    published: 1,
    open: undefined,
    revisions: [{ number: 1, current: true, note: "Neue Öffnungszeiten" }],
  });
  const diff = await callRoute(portal, revision.loader, {
    path: `${at}/stand/1${query}`,
    params: { service: festival, number: "1" },
    cookie: editor,
  });
  expect(JSON.stringify(diff.data)).toContain("Lageplan");
  // Beside what was set stands what the service says: whoever releases sees what changes.
  const { description } = await readPackage(`db/seed/services/${festival}`);
  const { changes } = diff.data as { changes: { word: string; before: unknown }[] };
  const needs = changes.find(({ word }) => word === "about.needs");
  expect(JSON.stringify(needs?.before)).toContain(description.needs[0]?.de);
  const entries = await withMunicipality(portal.database, here.ars, (sql) =>
    listAuditEntries(sql, { ars: here.ars, limit: 10 }),
  );
  expect(entries.map(({ action, actor }) => [action, actor]).reverse()).toEqual([
    ["overlay.changed", town.accounts.admin],
    ["overlay.proposed", town.accounts.admin],
    ["overlay.published", second.accountId],
  ]);
});

test("a form sent as it was shown sets nothing", async () => {
  const { sections } = (await ofSection("angaben")) as unknown as {
    readonly sections: readonly { readonly id: string }[];
  };
  expect(sections.length).toBeGreaterThan(2);
  for (const { id: section } of sections) {
    expect((await save(section, await typed(section, {}))).status).toBe(303);
  }
  expect(await shown()).toMatchObject({ open: undefined });
});

test("what does not fit comes back with everything that was typed, and nothing is written", async () => {
  const form = await typed("angaben", {
    [`${contact} office.de`]: "",
    [`${contact} email`]: "kein-postfach",
    "s about:retentionDays days": "ewig",
  });
  const refused = await save("angaben", form);
  expect(refused).toMatchObject({
    status: 422,
    data: { kind: "refused", raw: { [`${contact} email`]: ["kein-postfach"] } },
  });
  const { problems } = refused.data as { problems: { place: string; code: string }[] };
  expect(problems.map(({ place, code }) => [place, code])).toEqual([
    ["about:contact", "value"],
    ["about:retentionDays", "value"],
  ]);
  expect(await shown()).toMatchObject({ open: undefined });
});

test("two editors keep what each of them did; where both set something, the second one is told", async () => {
  const first = await typed("angaben", {
    "s about:duration de": "Vier Wochen",
    "s about:duration en": "Four weeks",
  });
  const other = await typed("angaben", {
    "s about:duration de": "Fünf Wochen",
    "s about:duration en": "Five weeks",
    "s about:fee de": "30 Euro",
    "s about:fee en": "30 euros",
  });
  expect((await save("angaben", first)).status).toBe(303);
  const clash = await save("angaben", other, publisher);
  expect(clash).toMatchObject({
    status: 409,
    data: { kind: "clash", clashes: [{ place: "about:duration" }] },
  });
  expect(JSON.stringify(clash.data)).toMatch(/Fünf Wochen.*Vier Wochen/);
  const own = (await ofSection("angaben")).settings.filter((one) => one.own);
  expect(own.map(({ place }) => place)).toContain("about:fee");
  // A publisher who had a hand in it does not release it.
  await move("propose", editor);
  expect(await move("release", publisher)).toMatchObject({
    status: 409,
    data: { kind: "ownWork" },
  });
  expect((await move("drop", editor)).status).toBe(303);
});

test("a question of one's own needs a purpose, and is asked once it is released", async () => {
  const path = `${at}/fragen/neu${query}`;
  const params = { service: festival, question: "neu" };
  const [page] = (
    (await callRoute(portal, question.loader, { path, params, cookie: editor })).data as {
      pages: { value: string }[];
    }
  ).pages;
  const form = {
    intent: "save",
    page: page?.value ?? "",
    kind: "choice",
    "label.de": "Bringen Sie eigene Mülltonnen mit?",
    "options.de": "Ja, zwei\nNein",
    required: "on",
    "purpose.de": "Planung der Abfuhr",
    "legalBasis.de": "§ 4 Abfallsatzung",
  };
  const wrong = { ...form, "purpose.de": "", "options.de": "Ja" };
  expect(
    await callRoute(portal, question.action, { path, params, cookie: editor, form: wrong }),
  ).toMatchObject({
    status: 422,
    data: { wrong: ["purpose"] },
  });
  expect(
    (await callRoute(portal, question.action, { path, params, cookie: editor, form })).status,
  ).toBe(303);
  await move("propose", editor);
  expect((await move("release", publisher)).status).toBe(303);
  const asked = await createVisitor(portal).get(`/${here.slug}/${festival}/${page?.value ?? ""}`);
  expect(JSON.stringify(asked.data)).toContain("Mülltonnen");
});

test("an older revision comes back by the same way", async () => {
  expect((await move("revert", editor, { number: "1" })).status).toBe(303);
  expect(await move("revert", editor, { number: "1" })).toMatchObject({
    status: 409,
    data: { kind: "openWork" },
  });
  await move("propose", editor);
  expect((await move("release", publisher)).status).toBe(303);
  const page = await citizenSees();
  expect(page).toContain("Ordnungsamt");
  expect(JSON.stringify(await shown())).not.toContain("Mülltonnen");
});

test("what was typed where another version has no place any more is shown, and nothing is saved half", async () => {
  const before = await typed("angaben", {});
  const form = {
    ...before,
    "s about:fee de": "41 Euro",
    "s node:weg:hint de": "Mein Hinweis",
    "s node:weg:required ": "on",
  };
  const answer = await save("angaben", form);
  expect(answer).toMatchObject({
    status: 409,
    data: { kind: "stray", texts: ["Mein Hinweis"], raw: { "s about:fee de": ["41 Euro"] } },
  });
  expect(await typed("angaben", {})).toEqual(before);
  const gone = await callRoute(portal, settings.loader, {
    path: `${at}/anpassen/seite-weg${query}`,
    params: { service: festival, section: "seite-weg" },
    cookie: editor,
  });
  expect(gone).toMatchObject({ status: 404, data: { gone: true, settings: [] } });
  expect(await save("seite-weg", { seen: "{}", "s page:weg:intro de": "Nur hier" })).toMatchObject({
    status: 409,
    data: { kind: "stray", texts: ["Nur hier"] },
  });
});

test("what was published meanwhile is joined, and looked at again", async () => {
  await save(
    "angaben",
    await typed("angaben", { "s about:fee de": "40 Euro", "s about:fee en": "40 euros" }),
  );
  await move("propose", editor);
  const key = { ars: here.ars, serviceId: festival };
  const definition = await readPackage(`db/seed/services/${festival}`);
  await withMunicipality(portal.database, here.ars, async (sql) => {
    await lockOffering(sql, key);
    const overlay = { "about:contact": { value: { office: { de: "Bauamt" } }, base: null } };
    const next = { serviceVersion: definition.version, basedOn: null, overlay };
    await publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
  });
  expect(await move("release", publisher)).toMatchObject({
    status: 409,
    data: { kind: "overtaken", clashes: [] },
  });
  await move("propose", editor);
  expect((await move("release", publisher)).status).toBe(303);
  const page = await citizenSees();
  expect(page).toContain("Bauamt");
  expect(page).toContain("40 Euro");
});

test("a new version stands beside the settings, and what both changed is decided", async () => {
  const definition = await readPackage(`db/seed/services/${festival}`);
  const newer = {
    ...definition,
    version: "9.0",
    description: {
      ...definition.description,
      fee: { de: "Bundesweit 20 Euro" },
      duration: { de: "Neue Dauer" },
    },
  };
  await inTransaction(portal.database, (sql) =>
    upsertService(sql, {
      definition: newer,
      source: "import",
      contentHash: "9",
      importedAt: portal.clock(),
    }),
  );
  // The town goes on with its own until somebody has looked at it.
  expect(await citizenSees()).toContain("40 Euro");
  expect(await shown()).toMatchObject({ newer: { current: "9.0" } });
  const path = `${at}/fassung${query}`;
  const params = { service: festival };
  const side = await callRoute(portal, versions.loader, { path, params, cookie: editor });
  expect(side.data).toMatchObject({
    settings: expect.arrayContaining([
      expect.objectContaining({ place: "about:fee", state: "conflict", legal: true }),
      expect.objectContaining({ place: "about:contact", state: "kept" }),
    ]) as unknown,
  });
  const undecided = await callRoute(portal, versions.action, {
    path,
    params,
    cookie: editor,
    form: { intent: "merge" },
  });
  expect(undecided).toMatchObject({ status: 422, data: { places: ["about:fee"] } });
  const form = { intent: "merge", "take about:fee": "theirs" };
  expect(
    (await callRoute(portal, versions.action, { path, params, cookie: editor, form })).status,
  ).toBe(303);
  await move("propose", editor);
  expect((await move("release", publisher)).status).toBe(303);
  const page = await citizenSees();
  expect(page).toContain("Bundesweit 20 Euro");
  expect(page).toContain("Neue Dauer");
  expect(page).toContain("Bauamt");
});

test("nobody else sees or changes it", async () => {
  for (const account of [town.accounts.caseworker, town.accounts.otherAdmin]) {
    const cookie = await town.cookieOf(account);
    for (const [handler, params, form] of [
      [overview.loader, {}, undefined],
      [overview.action, {}, { intent: "propose" }],
      [settings.loader, { section: "angaben" }, undefined],
      [settings.action, { section: "angaben" }, { seen: "{}" }],
      [versions.action, {}, { intent: "merge" }],
      [question.action, { question: "neu" }, { intent: "save" }],
      [revision.loader, { number: "1" }, undefined],
    ] as const) {
      const answer = await callRoute(portal, handler, {
        path: at + query,
        params: { service: festival, ...params },
        cookie,
        ...(form && { form }),
      });
      expect(answer.status).toBe(404);
    }
  }
  // The operator looks, and leaves the work to the municipality.
  const operator = await town.cookieOf(town.accounts.operator);
  expect(await shown(operator)).toMatchObject({ mayEdit: false, mayRelease: false });
  expect((await save("angaben", { seen: "{}" }, operator)).status).toBe(403);
});

/** The dog tax with one rule more, in which the town leaves out what the rule needs. */
const grounds = "G99000000220/F99000000341";
const payment = "G99000000230/F99000000350";

test.each<[what: string, rule: Rule, left: string, told: RegExp]>([
  [
    "breaks a rule is refused with place and reason, and is not proposed",
    {
      id: "R1",
      bearer: "G99000000220",
      effect: "options",
      target: grounds,
      codes: ["rettung"],
      condition: { op: "always" },
    },
    "rettung",
    /Grund – Auswahl:.*Eine Regel braucht eine Möglichkeit, die weggelassen ist\. \(Grund\)/,
  ],
  [
    "leaves nobody a way through is refused with place and reason, and is not proposed",
    {
      id: "R2",
      bearer: "",
      effect: "valid",
      condition: { op: "equals", field: payment, value: "lastschrift" },
    },
    "lastschrift",
    /Wie möchten Sie zahlen\? – Auswahl:.*kommt eine Beispielperson an dieser Stelle nicht weiter: Zahlung/,
  ],
])("what %s", async (_, rule, left, told) => {
  const [list, section] = left === "rettung" ? [grounds, "ermaessigung"] : [payment, "zahlung"];
  const service = await addDogTax(portal, (definition) => ({
    ...definition,
    version: rule.id === "R1" ? "2.0" : "3.0",
    rules: [rule],
  }));
  const form = settingsFormOf(portal, dogTax, editor);
  const codes = (service.codeLists[list]?.options ?? []).map(({ code }) => code);
  const kept = codes.filter((code) => code !== left);
  const typed = await form.typed(`seite-${section}`, { [`list:${list} offered`]: kept });
  // It may be worked on as long as it does not work.
  expect((await form.send(`seite-${section}`, typed)).status).toBe(303);
  const at = `/verwaltung/leistungen/${dogTax}${query}`;
  const moved = (intent: string, cookie: string) =>
    callRoute(portal, overview.action, {
      ...{ path: at, params: { service: dogTax }, cookie },
      form: { intent, note: "" },
    });
  const refused = await moved("propose", editor);
  expect(refused).toMatchObject({ status: 409, data: { kind: "refused" } });
  const { problems } = refused.data as { problems: readonly ShownProblem[] };
  const page = renderToString(
    createElement(
      I18nextProvider,
      { i18n: serverI18n("de") },
      createElement(ProblemsAlert, { problems }),
    ),
  ).replaceAll(/<[^>]*>/g, "");
  expect(page).toMatch(told);
  expect(page).not.toMatch(/list:|G99/);
  expect((await moved("release", publisher)).status).toBe(409);
  expect((await moved("drop", editor)).status).toBe(303);
});

test("what was proposed and does not work is not released either", async () => {
  const { version } = await addDogTax(portal, (definition) => ({
    ...definition,
    version: "4.0",
    rules: [
      {
        id: "R1",
        bearer: "G99000000220",
        effect: "options",
        target: grounds,
        codes: ["rettung"],
        condition: { op: "always" },
      },
    ],
  }));
  const overlay = { [`list:${grounds}`]: { value: ["rettung"], base: [] } };
  const key = { ars: here.ars, serviceId: dogTax };
  await withMunicipality(portal.database, here.ars, (sql) =>
    insertRevision(sql, {
      ...{ ...key, serviceVersion: version, basedOn: null, overlay, overlayHash: "x" },
      ...{ state: "proposed", note: "", createdAt: portal.clock(), createdBy: "seed" },
      ...{ publishedAt: null, publishedBy: null },
    }),
  );
  const released = await callRoute(portal, overview.action, {
    path: `/verwaltung/leistungen/${dogTax}${query}`,
    params: { service: dogTax },
    cookie: publisher,
    form: { intent: "release" },
  });
  expect(released).toMatchObject({
    status: 409,
    data: {
      kind: "refused",
      problems: [{ place: { word: "list", subject: "Grund" }, problem: { code: "breaks" } }],
    },
  });
});
