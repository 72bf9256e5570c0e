import { createElement, type ComponentProps } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { beforeEach, describe, expect, test } from "vitest";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { addVersion, clean, conflicting, offer, serviceId } from "#app/jobs/fixtures/many-towns.ts";
import { withMunicipality } from "#db/connect.ts";
import { findOpenRevision, findPublishedRevision } from "#db/queries/revisions.ts";
import { rollOut } from "#app/jobs/roll-out.server.ts";
import { switchService } from "#app/jobs/switch-service.server.ts";
import { callRoute, type Answer } from "../fixtures/call-route.ts";
import { createStaffPortal, elsewhere, here } from "../fixtures/staff-portal.ts";
import * as administration from "../staff/administration.tsx";
import * as townLog from "../staff/audit-log.tsx";
import { midnightOf } from "./days.server.ts";
import * as auditCsv from "./audit-csv.ts";
import * as auditLog from "./audit-log.tsx";
import * as proposals from "./proposals.tsx";
import * as responsibility from "./responsibility.tsx";
import * as rollout from "./rollout.tsx";
import * as rolloutNew from "./rollout-new.tsx";
import * as rollouts from "./rollouts.tsx";
import * as service from "./service.tsx";
import * as services from "./services.tsx";
import * as window from "../offering/window.tsx";
import { undoRollout } from "#app/operations/rollout/end-rollout.server.ts";
import * as setupFile from "./setup-file.ts";
import { SetupReportView } from "./setup-report.tsx";
import * as setup from "./setup.tsx";
import * as switchPage from "./switch.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const { database } = portal;
await addVersion(database, "1.0.0", false);
await addVersion(database, "2.0.0", true);
await offer(database, [here.ars, elsewhere.ars], (ars) =>
  ars === here.ars ? clean("Zwei Wochen") : conflicting,
);
let operator = "";
let admin = "";
beforeEach(async () => {
  operator = await town.cookieOf(accounts.operator);
  admin = await town.cookieOf(accounts.admin);
});
const idIn = ({ headers }: Answer) => /([^/]+)$/.exec(headers.get("location") ?? "")?.[1] ?? "";

describe("nobody but the operator", () => {
  test.each([
    ["services", services.loader, {}],
    ["a service", service.loader, { service: serviceId }],
    ["a switch", switchPage.loader, { id: "x" }],
    ["roll-outs", rollouts.loader, {}],
    ["a new roll-out", rolloutNew.loader, {}],
    ["a roll-out", rollout.loader, { id: "x" }],
    ["its log", auditLog.loader, {}],
    ["its log as a table", auditCsv.loader, {}],
    ["who is responsible", responsibility.loader, {}],
  ])("sees %s", async (_, loader, params) => {
    for (const account of [accounts.admin, accounts.caseworker]) {
      const cookie = await town.cookieOf(account);
      const call = {
        path: "/verwaltung/betrieb",
        params: params as Record<string, string>,
        cookie,
      };
      expect((await callRoute(portal, loader, call)).status).toBe(404);
    }
  });

  test("and towns' own pages are for towns", async () => {
    const path_ = `/verwaltung/vorschlaege?gemeinde=${elsewhere.ars}`;
    for (const loader of [proposals.loader, setup.loader, setupFile.loader])
      expect((await callRoute(portal, loader, { path: path_, cookie: admin })).status).toBe(404);
  });
});

test("a switch is looked at, ordered, watched and undone", async () => {
  const params = { service: serviceId };
  const base = `/verwaltung/betrieb/leistungen/${serviceId}`;
  const looked = await callRoute(portal, service.loader, {
    path: `${base}?fassung=2.0.0`,
    params,
    cookie: operator,
  });
  expect(looked.data).toMatchObject({
    preview: {
      clean: 1,
      open: 1,
      left: [{ ars: elsewhere.ars, obstacles: [{ why: "conflict" }] }],
    },
  });
  const order = (form: Record<string, string>) =>
    callRoute(portal, service.action, { path: base, params, cookie: operator, form });
  const wrong = await order({ fassung: "2.0.0", wann: "later", datum: "30.2.2030" });
  expect(wrong).toMatchObject({
    status: 422,
    data: { problem: "badDate", when: "later", date: "30.2.2030" },
  });
  const ordered = await order({ fassung: "2.0.0", wann: "now" });
  expect(ordered.status).toBe(303);
  const id = idIn(ordered);
  const again = await order({ fassung: "2.0.0" });
  expect(again).toMatchObject({ status: 422, data: { problem: "busy" } });
  await switchService(portal, { switchId: id });
  const watched = () =>
    callRoute(portal, switchPage.loader, { path: "/", params: { id }, cookie: operator });
  expect((await watched()).data).toMatchObject({
    shown: { state: "done", merged: 1, open: 1 },
    left: { count: 1, left: [{ ars: elsewhere.ars }] },
  });
  const end = (intent: string) =>
    callRoute(portal, switchPage.action, {
      path: "/",
      params: { id },
      cookie: operator,
      form: { intent },
    });
  expect(await end("cancel")).toMatchObject({ status: 409, data: { problem: "tooLate" } });
  expect((await end("undo")).status).toBe(303);
  await switchService(portal, { switchId: id });
  expect((await watched()).data).toMatchObject({ shown: { state: "undone", touched: [] } });
  const list = await callRoute(portal, services.loader, { path: "/", cookie: operator });
  expect(list.data).toMatchObject({ switches: [{ id, state: "undone" }] });
});

test("a roll-out is counted before it is created, and only as it was counted", async () => {
  const post = (form: Record<string, string>) =>
    callRoute(portal, rolloutNew.action, { path: "/", cookie: operator, form });
  const typed = { leistung: serviceId, art: "optOut", grund: "Beschluss", gemeinden: here.ars };
  const wrong = await post({
    ...typed,
    leistung: "",
    datum: "morgen",
    kreise: "12",
    gemeinden: "x",
  });
  expect(wrong).toMatchObject({
    status: 422,
    data: {
      kind: "refused",
      typed: { grund: "Beschluss", datum: "morgen" },
      problems: [
        { name: "leistung" },
        { name: "datum", text: "badDate" },
        { name: "kreise" },
        { name: "gemeinden" },
      ],
    },
  });
  expect((await post(typed)).data).toMatchObject({ problems: [{ name: "datum", text: "noDate" }] });
  const dated = { ...typed, datum: "1.1.2030" };
  const counted = await post({ ...dated, intent: "create" });
  expect(counted).toMatchObject({ status: 200, data: { kind: "counted", towns: 1, offering: 1 } });
  const { counted: mark } = counted.data as { counted: string };
  const other = await post({ ...dated, gemeinden: "", intent: "create", gezaehlt: mark });
  expect(other).toMatchObject({ status: 200, data: { kind: "counted", towns: 25 } });
  const created = await post({ ...dated, intent: "create", gezaehlt: mark });
  expect(created.status).toBe(303);
  const id = idIn(created);
  const shown = (stand: string) =>
    callRoute(portal, rollout.loader, {
      path: `/?stand=${stand}`,
      params: { id },
      cookie: operator,
    });
  expect((await shown("kept")).data).toMatchObject({
    rollout: { state: "open", kind: "optOut" },
    places: { kept: 1 },
    towns: [{ ars: here.ars }],
  });
  const end = (intent: string) =>
    callRoute(portal, rollout.action, {
      path: "/",
      params: { id },
      cookie: operator,
      form: { intent },
    });
  expect((await end("cancel")).status).toBe(303);
  expect(await end("cancel")).toMatchObject({ status: 409 });
});

describe("a roll-out reaches those that meet all that is named", () => {
  test.each([
    ["Länder", { laender: ["05"] }, 3],
    ["several Länder", { laender: ["05", "07"] }, 5],
    ["a district", { kreise: "05334" }, 1],
    ["districts in any notation", { kreise: "05334, 07231\n05315" }, 3],
    ["a size", { einwohner: "from-100000" }, 13],
    ["another size", { einwohner: "1000-4999" }, 1],
    ["a size that there is not", { einwohner: "viele" }, 25],
    ["large towns of a Land", { laender: ["05"], einwohner: "from-100000" }, 2],
    ["a district of another Land", { laender: ["07"], kreise: "05334" }, 0],
    [
      "of a list those of a size",
      { gemeinden: `${here.ars} ${elsewhere.ars}`, einwohner: "from-100000" },
      1,
    ],
  ] as const)("%s", async (_, selection, towns) => {
    const form = { leistung: serviceId, art: "proposal", grund: "Beschluss", ...selection };
    const { data } = await callRoute(portal, rolloutNew.action, {
      path: "/",
      cookie: operator,
      form,
    });
    expect(data).toMatchObject(towns === 0 ? { kind: "refused" } : { kind: "counted", towns });
  });
});

test("a town accepts a proposal; what is forced it cannot switch off, and is told why", async () => {
  await database.sql`update offerings set enabled = false, revision = null where service_id = ${serviceId}`;
  const create = async (art: string) => {
    const form = { leistung: serviceId, art, grund: "Beschluss", gemeinden: here.ars };
    const call = { path: "/", cookie: operator };
    const counted = await callRoute(portal, rolloutNew.action, { ...call, form });
    const { counted: gezaehlt } = counted.data as { counted: string };
    const done = { ...form, intent: "create", gezaehlt };
    return idIn(await callRoute(portal, rolloutNew.action, { ...call, form: done }));
  };
  const proposal = await create("proposal");
  const address = `/verwaltung/vorschlaege?gemeinde=${here.ars}`;
  const seen = (query = "") =>
    callRoute(portal, proposals.loader, { path: `${address}${query}`, cookie: admin });
  expect((await seen()).data).toMatchObject({ proposals: [{ id: proposal, isOpen: true }] });
  const answer = (intent: string) =>
    callRoute(portal, proposals.action, {
      path: address,
      cookie: admin,
      form: { vorschlag: proposal, intent },
    });
  expect((await answer("accept")).status).toBe(303);
  expect((await answer("decline")).status).toBe(409);
  const switchOff = () =>
    callRoute(portal, administration.action, {
      path: "/verwaltung",
      cookie: admin,
      form: { gemeinde: here.ars, service: serviceId, intent: "turnOff" },
    });
  expect((await switchOff()).headers.get("location")).toContain("/verwaltung?");
  const forced = await create("forced");
  await rollOut(portal, { rolloutId: forced });
  const refused = await switchOff();
  expect(refused.headers.get("location")).toContain(`bleibt=${serviceId}`);
  expect((await seen(`&bleibt=${serviceId}`)).data).toMatchObject({
    fixed: { id: forced, reason: "Beschluss" },
  });
  // Nor can it close what it cannot switch off; it may rest.
  const inWindow = {
    path: `/verwaltung/leistungen/${serviceId}/angebot?gemeinde=${here.ars}`,
    params: { service: serviceId },
    cookie: admin,
  };
  expect((await callRoute(portal, window.loader, inWindow)).data).toMatchObject({
    forced: "Beschluss",
  });
  const save = (form: Record<string, string>) =>
    callRoute(portal, window.action, { ...inWindow, form });
  const closing = { "closesAt.day": "1.1.2030", "closesAt.time": "8:00", testMode: "ja" };
  expect(await save({ ...closing, submissionLimit: "1" })).toMatchObject({
    status: 422,
    data: {
      typed: { submissionLimit: "1" },
      problems: [
        { name: "closesAt", code: "forced" },
        { name: "submissionLimit", code: "forced" },
        { name: "testMode", code: "forced" },
      ],
    },
  });
  expect((await save({ "maintenanceText.de": "Wartung bis 12 Uhr" })).status).toBe(303);
  await undoRollout(portal, forced, accounts.operator);
  await rollOut(portal, { rolloutId: forced });
  expect((await callRoute(portal, window.loader, inWindow)).data).toMatchObject({
    forced: undefined,
  });
  expect((await save(closing)).status).toBe(303);
});

test("a town that is not ready is told what is missing, and the operator sees it and goes on", async () => {
  await database.sql`update offerings set enabled = false, revision = null where service_id = ${serviceId}`;
  await database.sql`delete from account_roles where role = 'caseworker' and ars = ${here.ars}`;
  const call = { path: "/", cookie: operator };
  const form = { leistung: serviceId, art: "forced", grund: "Beschluss", gemeinden: here.ars };
  const counted = await callRoute(portal, rolloutNew.action, { ...call, form });
  expect(counted.data).toMatchObject({ towns: 1, notReady: 1, then: "waits" });
  const { counted: gezaehlt } = counted.data as { counted: string };
  // Whoever wants them on all the same has that counted as well.
  const other = { ...form, unbereit: "ja", intent: "create", gezaehlt };
  expect((await callRoute(portal, rolloutNew.action, { ...call, form: other })).data).toMatchObject(
    { kind: "counted", then: "on" },
  );
  const done = { ...form, intent: "create", gezaehlt };
  const id = idIn(await callRoute(portal, rolloutNew.action, { ...call, form: done }));
  await rollOut(portal, { rolloutId: id });
  const address = `/verwaltung/vorschlaege?gemeinde=${here.ars}`;
  const answer = await callRoute(portal, proposals.action, {
    path: address,
    cookie: admin,
    form: { vorschlag: id, intent: "accept" },
  });
  expect(answer).toMatchObject({
    status: 409,
    data: {
      kind: "notReady",
      rolloutId: id,
      checks: [
        {
          name: "Eingang",
          found: "Niemand kann Anträge im Portal lesen.",
          remedy: { href: `/verwaltung/personen?gemeinde=${here.ars}` },
        },
      ],
    },
  });
  const watched = () =>
    callRoute(portal, rollout.loader, { path: "/", params: { id }, cookie: operator });
  expect((await watched()).data).toMatchObject({ places: { notReady: 1 } });
  const goOn = (intent: string) =>
    callRoute(portal, rollout.action, { ...call, params: { id }, form: { intent } });
  expect((await goOn("goOn")).status).toBe(303);
  await rollOut(portal, { rolloutId: id });
  expect((await watched()).data).toMatchObject({ places: { notReady: 1 } });
  expect((await goOn("goOnAnyway")).status).toBe(303);
  await rollOut(portal, { rolloutId: id });
  expect((await watched()).data).toMatchObject({ places: { switchedOn: 1 } });
});

test("what the operator did with the portal can be read there, in sentences, and nowhere else", async () => {
  const read = async (search = "") => {
    const path_ = `/verwaltung/betrieb/protokoll${search}`;
    const { status, data } = await callRoute(portal, auditLog.loader, {
      path: path_,
      cookie: operator,
    });
    const { lines } = data as { lines: readonly { text: string; kind: string }[] };
    return { status, texts: lines.map(({ text }) => text), lines };
  };
  const all = await read();
  expect(all.texts.length).toBeGreaterThan(3);
  expect(all.texts).toEqual(
    expect.arrayContaining([
      "Erika betrieb hat „Hund anmelden“ auf eine neue Fassung umgestellt",
      "Erika betrieb hat die Einführung von „Hund anmelden“ in mehreren Gemeinden vorbereitet",
    ]),
  );
  // Sentences, and none that names an action only.
  expect(all.texts.join("\n")).not.toMatch(/(switch|rollout|service)\.[a-z]/i);
  expect((await read("?art=payment")).texts).toEqual([]);
  const path_ = "/verwaltung/betrieb/protokoll.csv?art=services";
  const table = await callRoute(portal, auditCsv.loader, { path: path_, cookie: operator });
  expect(table.headers.get("content-disposition")).toContain("protokoll-betrieb.csv");
  const rows = (await table.text()).trim().split("\r\n");
  expect(rows).toHaveLength((await read("?art=services")).texts.length + 1);
  expect(rows[1]).toMatch(
    /"Erika betrieb";"Erika betrieb hat .*";"Leistungen";"(switch|rollout|service)\.\w+"/,
  );
  expect((await read("?von=morgen")).status).toBe(422);
  const own = await callRoute(portal, townLog.loader, {
    path: `/verwaltung/protokoll?gemeinde=${here.ars}`,
    cookie: admin,
  });
  const { lines } = own.data as { lines: readonly { id: number }[] };
  expect(lines.length).toBeGreaterThan(0);
  const ids = new Set(all.lines.map((line) => (line as unknown as { id: number }).id));
  expect(lines.filter(({ id }) => ids.has(id))).toEqual([]);
});

test("a set-up is downloaded, reported on, and taken over once it is confirmed", async () => {
  const address = `/verwaltung/einrichtung?gemeinde=${here.ars}`;
  const file = await callRoute(portal, setupFile.loader, { path: address, cookie: admin });
  expect(file.headers.get("content-disposition")).toContain(`einrichtung-${here.ars}.json`);
  const text = await file.text();
  const post = (form: Record<string, string>) =>
    callRoute(portal, setup.action, { path: address, cookie: admin, form });
  expect(await post({ intent: "check" })).toMatchObject({
    status: 422,
    data: { problems: [{ detail: "none" }] },
  });
  expect(await post({ inhalt: "{", intent: "check" })).toMatchObject({
    status: 422,
    data: { problems: [{ detail: "notJson" }] },
  });
  const changed = text.replace(
    '"alarmContact": null',
    '"alarmContact": {"mail":"a@example.de","webhook":"none"}',
  );
  const contacts = () =>
    database.sql.begin(async (sql) => {
      await sql`select set_config('einmal.ars', ${here.ars}, true)`;
      return sql`select mail from alarm_contacts`;
    });
  const report = await post({ inhalt: changed, intent: "check" });
  expect(report).toMatchObject({ status: 200, data: { kind: "report", report: { ok: true } } });
  expect(await contacts()).toEqual([]);
  expect((await post({ inhalt: changed, intent: "apply" })).status).toBe(303);
  expect(await contacts()).toEqual([{ mail: "a@example.de" }]);
});

test("a set-up with a service that is unknown here is taken over without it only if one says so", async () => {
  const address = `/verwaltung/einrichtung?gemeinde=${here.ars}`;
  const file = await callRoute(portal, setupFile.loader, { path: address, cookie: admin });
  const given = JSON.parse(await file.text()) as { offerings: readonly object[] };
  const [offering] = given.offerings;
  const inhalt = JSON.stringify({
    ...given,
    offerings: [...given.offerings, { ...offering, service: "nie-gehoert" }],
    alarmContact: { mail: "b@example.de", webhook: "none" },
  });
  const post = (form: Record<string, string>) =>
    callRoute(portal, setup.action, { path: address, cookie: admin, form: { inhalt, ...form } });
  const stopped = { status: 422, data: { report: { ok: false, onlyUnknown: true } } };
  expect(await post({ intent: "check" })).toMatchObject(stopped);
  const pressed = await post({ intent: "apply" });
  expect(pressed).toMatchObject(stopped);
  const shown = renderToString(
    createElement(
      I18nextProvider,
      { i18n: serverI18n("de") },
      createElement(SetupReportView, {
        href: address,
        ...(pressed.data as Omit<ComponentProps<typeof SetupReportView>, "href">),
      }),
    ),
  );
  expect(shown).toContain('name="ohne"');
  expect(shown).toContain('value="apply"');
  expect((await post({ intent: "apply", ohne: "ja" })).status).toBe(303);
});

test("a large file is chosen once more, and has to be the one that was reported", async () => {
  const address = `/verwaltung/einrichtung?gemeinde=${here.ars}`;
  const file = await callRoute(portal, setupFile.loader, { path: address, cookie: admin });
  const text = (await file.text()) + " ".repeat(100_000);
  const post = (content: string, fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("datei", new File([content], "einrichtung.json", { type: "application/json" }));
    const sent = { method: "POST", headers: { cookie: admin }, body: form };
    const request = new Request(`http://portal${address}`, sent);
    return callRoute(portal, (args) => setup.action({ ...args, request }), { path: address });
  };
  const checked = await post(text, { intent: "check" });
  expect(checked).toMatchObject({ status: 200, data: { kind: "report", text: undefined } });
  const { mark } = checked.data as { mark: string };
  const other = await post(`${text} `, { intent: "apply", geprueft: mark });
  expect(other).toMatchObject({ status: 422, data: { problems: [{ detail: "otherFile" }] } });
  expect((await post(text, { intent: "apply", geprueft: mark })).status).toBe(303);
});

test("what a set-up sets about a service waits for somebody else's release", async () => {
  const address = `/verwaltung/einrichtung?gemeinde=${here.ars}`;
  const file = await callRoute(portal, setupFile.loader, { path: address, cookie: admin });
  const setup_ = JSON.parse(await file.text()) as { offerings: { service: string }[] };
  const offerings = setup_.offerings.map((one) =>
    one.service === serviceId ? { ...one, overlay: clean("Drei Wochen") } : one,
  );
  const key = { ars: here.ars, serviceId };
  const counting = () =>
    withMunicipality(database, here.ars, (sql) => findPublishedRevision(sql, key));
  const before = await counting();
  const taken = await callRoute(portal, setup.action, {
    path: address,
    cookie: admin,
    form: { inhalt: JSON.stringify({ ...setup_, offerings }), intent: "apply" },
  });
  expect(taken.status).toBe(303);
  expect(await counting()).toEqual(before);
  expect(
    await withMunicipality(database, here.ars, (sql) => findOpenRevision(sql, key)),
  ).toMatchObject({ state: "draft", overlay: clean("Drei Wochen"), authors: [accounts.admin] });
});

test.each([
  ["1.1.2027", "2026-12-31T23:00:00.000Z"],
  ["01.07.2027", "2027-06-30T22:00:00.000Z"],
  ["30.2.2027", undefined],
  ["1.1.2020", undefined],
  ["bald", undefined],
])("midnight of %s", (text, instant) => {
  const now = new Date("2026-06-01T00:00:00Z");
  expect(midnightOf(text, now)?.toISOString()).toBe(instant);
});
