import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Rule } from "#app/domain/rule.ts";
import { listServices } from "#app/operations/list-services.server.ts";
import { switchOffering } from "#app/operations/switch-offering.server.ts";
import { controlName } from "#app/domain/inputs/setting-input.ts";
import { callRoute, type Answer } from "../fixtures/call-route.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import * as difference from "./difference.tsx";
import * as exchange from "./exchange.tsx";
import * as findings from "./findings.tsx";
import * as newWorkpiece from "./new-workpiece.tsx";
import * as packageFile from "./package-file.ts";
import * as publication from "./publication.tsx";
import * as section from "./section.tsx";
import * as sentence from "./sentence.tsx";
import * as sentences from "./sentences.tsx";
import * as workpiece from "./workpiece.tsx";
import * as workshop from "./workshop.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const own = path.join(import.meta.dirname, "../../fim/fixtures");
const saying = readFileSync(path.join(own, "alles-gesagt.xdf3.xml"));
const schema = readFileSync(path.join(own, "alle-merkmale.xdf3.xml"));
const id = "feier-anzeigen";
const base = `/verwaltung/betrieb/leistungen/${id}/arbeitsfassung`;
let operator = "";
beforeEach(async () => {
  operator = await town.cookieOf(accounts.operator);
});

type Handler = Parameters<typeof callRoute>[1];
const load = (loader: Handler, params: Record<string, string> = {}, query = "") =>
  callRoute(portal, loader, {
    path: `${base}${query}`,
    params: { service: id, ...params },
    cookie: operator,
  });
const post = (
  action: Handler,
  form: Record<string, string | readonly string[]>,
  params: Record<string, string> = {},
  query = "",
) =>
  callRoute(portal, action, {
    path: `${base}${query}`,
    params: { service: id, ...params },
    cookie: operator,
    form,
  });
type Upload = readonly [control: string, name: string, content: string | Buffer];
const start = (files: readonly Upload[], form: Record<string, string> = {}) =>
  callRoute(portal, newWorkpiece.action, { path: "/", cookie: operator, form, files });
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what the page is drawn from
const dataOf = <T>({ data }: Answer) => data as T;
interface Form {
  readonly seen: string;
}

describe("nobody but the operator", () => {
  test.each([
    ["all services", workshop.loader, {}],
    ["a new service", newWorkpiece.loader, {}],
    ["a workpiece", workpiece.loader, { service: "x" }],
    ["a part of it", section.loader, { service: "x", section: "angaben" }],
    ["its sentences", sentences.loader, { service: "x" }],
    ["one of them", sentence.loader, { service: "x" }],
    ["its findings", findings.loader, { service: "x" }],
    ["its files", exchange.loader, { service: "x" }],
    ["its differences", difference.loader, { service: "x" }],
    ["its release", publication.loader, { service: "x" }],
    ["its package", packageFile.loader, { service: "x" }],
  ] as const)("sees %s", async (_, loader, params) => {
    for (const account of [accounts.admin, accounts.caseworker, accounts.publisher]) {
      const cookie = await town.cookieOf(account);
      const call = { path: "/verwaltung/betrieb/leistungen", params: { ...params }, cookie };
      expect((await callRoute(portal, loader, call)).status).toBe(404);
    }
  });

  test("does anything", async () => {
    const cookie = await town.cookieOf(accounts.admin);
    for (const action of [
      newWorkpiece.action,
      section.action,
      sentence.action,
      publication.action,
    ]) {
      const call = { path: "/", params: { service: id }, cookie, form: { intent: "save" } };
      expect((await callRoute(portal, action, call)).status).toBe(404);
    }
  });
});

describe("files that cannot be used", () => {
  const stored = async () => dataOf<{ services: { id: string }[] }>(await load(workshop.loader));

  test("are told one by one, with line and reason, and nothing is stored", async () => {
    const before = await stored();
    expect(await start([])).toMatchObject({ status: 422, data: { name: "schema" } });
    const broken = await start([
      ["schema", "feier.xml", "<xml"],
      ["weitere", "zonen.xml", "<?xml version='1.0'?><a/>"],
    ]);
    expect(broken).toMatchObject({
      status: 422,
      data: {
        problems: [
          { file: "feier.xml", title: "Das ist kein wohlgeformtes XML", where: /Zeile 1/ },
          { file: "zonen.xml" },
        ].map(({ where, ...rest }) => ({
          ...rest,
          ...(where && { where: expect.stringMatching(where) as unknown }),
        })),
      },
    });
    const wrongKeys = await start([
      ["schema", "schema.xml", schema],
      [
        "paket",
        "service.json",
        JSON.stringify({ id, nmae: { de: "Feier" }, nodes: { G1: { lable: {} } } }),
      ],
    ]);
    const { problems } = dataOf<{ problems: { detail: string; where: string }[] }>(wrongKeys);
    expect(wrongKeys.status).toBe(422);
    expect(problems.length).toBeGreaterThan(3);
    expect(problems.some(({ detail }) => detail.includes("nmae"))).toBe(true);
    expect(problems.some(({ where }) => where.includes("nodes.G1"))).toBe(true);
    const notJson = await start([
      ["schema", "schema.xml", schema],
      ["paket", "service.json", '{\n "id": \n}'],
    ]);
    expect(notJson).toMatchObject({
      data: { problems: [{ where: expect.stringContaining("Zeile 3") as unknown }] },
    });
    expect(await start([["schema", "s.xml", schema]], { adresse: "Feier Anzeigen" })).toMatchObject(
      { status: 422, data: { name: "adresse", text: "badId" } },
    );
    expect(await start([["schema", "s.xml", schema]], { adresse: "strassenfest" })).toMatchObject({
      status: 422,
      data: { problems: [{ path: "id" }] },
    });
    expect(await stored()).toEqual(before);
  });
});

test("a service is begun from a schema, reported on, released, and offered by a town", async () => {
  const begun = await start([["schema", "schema.xml", schema]], { adresse: id });
  expect(begun.headers.get("location")).toBe(base);
  expect(await start([["schema", "schema.xml", schema]], { adresse: id })).toMatchObject({
    status: 409,
    data: { kind: "exists", id },
  });
  const shown = await load(workpiece.loader);
  expect(shown.data).toMatchObject({ state: "fresh", whole: { lists: 0 } });
  const report = dataOf<{ groups: { severity: string; count: number }[] }>(
    await load(findings.loader),
  );
  expect(report.groups.map(({ severity }) => severity)).toEqual([
    "critical",
    "methodical",
    "warning",
    "hint",
  ]);
  const asked = dataOf<{ proposed: string; critical: number; revision: number }>(
    await load(publication.loader),
  );
  expect(asked).toMatchObject({ proposed: "1.0.0", revision: 1 });
  const release = (form: Record<string, string>) =>
    post(publication.action, { stand: "1", befunde: String(asked.critical), ...form });
  expect(await release({ fassung: "neu" })).toMatchObject({
    status: 422,
    data: { text: "badVersion" },
  });
  expect(await release({ fassung: "1.0.0", stand: "7" })).toMatchObject({ status: 409 });
  if (asked.critical > 0)
    expect(await release({ fassung: "1.0.0", befunde: "0" })).toMatchObject({
      status: 422,
      data: { text: "critical" },
    });
  const done = await release({ fassung: "1.0.0", geltung: "now" });
  expect(done.headers.get("location")).toBe(`${base}?freigegeben=1.0.0`);
  const [listed] = (await listServices(portal)).filter((one) => one.id === id);
  expect(listed).toMatchObject({ version: "1.0.0", certificate: { deadEnds: [] } });
  expect((await load(workpiece.loader)).data).toMatchObject({ state: "released" });
  expect((await load(difference.loader)).data).toMatchObject({ diff: { changes: [] } });
  const list = dataOf<{ services: { id: string; workpiece?: object }[] }>(
    await load(workshop.loader),
  );
  expect(list.services.find((one) => one.id === id)).toMatchObject({
    current: { version: "1.0.0", offerings: 0, deadEnds: 0 },
    workpiece: { isReleased: true },
  });
  const again = await release({ fassung: "1.0.0", stand: "2" });
  expect(again).toMatchObject({ status: 422, data: { text: "notHigher", detail: "1.0.0" } });
  // It says nothing of privacy yet, which a town would be told first.
  const offered = { serviceId: id, municipality: here.ars, enabled: true, notReadyToo: true };
  expect(await switchOffering(portal, offered, "test")).toMatchObject({ outcome: "changed" });
  const after = await listServices(portal);
  expect(after.find((one) => one.id === id)).toMatchObject({ offerings: 1 });
});

describe("what a package says", () => {
  const label = "nodes|G99000000001/F99000000015|label";
  const page = { section: "seite-angaben-zur-feier" };
  const formOfPage = async () => dataOf<Form>(await load(section.loader, page));
  /** Posts the form as it was shown, with something typed over it. */
  const save = async (typed: Record<string, string>, seen?: string, intent = "save") => {
    const shown = dataOf<{
      groups: { settings: { place: string; inputs: { part: string; value: string[] }[] }[] }[];
      seen: string;
    }>(await load(section.loader, page));
    const filled = Object.fromEntries(
      shown.groups.flatMap(({ settings }) =>
        settings.flatMap(({ place, inputs }) =>
          inputs.map(({ part, value }) => [controlName(place, part), value]),
        ),
      ),
    );
    const old = JSON.parse(seen ?? shown.seen) as Record<string, unknown>;
    // What another saved meanwhile stands not in this form.
    const german = (old[label] as { de?: string } | null)?.de;
    if (seen !== undefined && german === undefined)
      filled[controlName(label, "de")] = ["Wie viele Gäste erwarten Sie?"];
    return post(section.action, { ...filled, ...typed, seen: seen ?? shown.seen, intent }, page);
  };

  test("is typed, previewed, saved, and shows in the differences", async () => {
    const typed = { [controlName(label, "de")]: "Wie viele kommen?" };
    const preview = await save(typed, undefined, "preview");
    expect(JSON.stringify(preview.data)).toContain("Wie viele kommen?");
    expect((await load(difference.loader)).data).toMatchObject({ diff: { changes: [] } });
    expect((await save(typed)).headers.get("location")).toContain("?getan=");
    const { diff } = dataOf<{ diff: { changes: { kind: string; after?: string }[] } }>(
      await load(difference.loader),
    );
    expect(diff.changes).toMatchObject([{ kind: "text" }]);
    const file = JSON.parse(await (await load(packageFile.loader)).text()) as object;
    expect(file).toMatchObject({
      nodes: { "G99000000001/F99000000015": { label: { de: "Wie viele kommen?" } } },
    });
  });

  test("is refused where it breaks the form, with place and reason, and nothing typed is lost", async () => {
    const place = "nodes|G99000000001/F99000000015|when";
    const forward = { op: "equals", field: "G99000000003/G99000000006/F99000000042", value: "x" };
    const typed = {
      [controlName(label, "de")]: "Bleibt getippt",
      [controlName(place, "json")]: JSON.stringify(forward),
    };
    const refused = await save(typed);
    expect(refused).toMatchObject({
      status: 422,
      data: {
        problems: [{ path: "G99000000001/F99000000015" }],
        raw: { [controlName(label, "de")]: ["Bleibt getippt"] },
      },
    });
    expect(await save({ [controlName(place, "json")]: "{" })).toMatchObject({
      status: 422,
      data: { problems: [{ path: place, title: "Das ist kein JSON" }] },
    });
    expect(JSON.stringify((await load(section.loader, page)).data)).not.toContain("Bleibt getippt");
  });

  test("two editors are joined; where both set something else, the second decides", async () => {
    const hint = "nodes|G99000000001/F99000000015|hint";
    const { seen } = await formOfPage();
    await save({ [controlName(label, "de")]: "Von der ersten" });
    const clash = await save(
      {
        [controlName(label, "de")]: "Von der zweiten",
        [controlName(hint, "de")]: "Eine Schätzung.",
      },
      seen,
    );
    expect(clash).toMatchObject({
      status: 409,
      data: { clashes: [{ place: label, theirs: ["Deutsch: Von der ersten"] }] },
    });
    const now = JSON.stringify((await load(section.loader, page)).data);
    expect(now).toContain("Eine Schätzung.");
    expect(now).toContain("Von der ersten");
    const { mine, seen: theirs } = dataOf<{ mine: string; seen: string }>(clash);
    const form = { intent: "merge", mine, seen: theirs, [`take ${label}`]: "mine" };
    expect((await post(section.action, form, page)).status).toBe(303);
    expect(JSON.stringify((await load(section.loader, page)).data)).toContain("Von der zweiten");
  });
});

describe("a sentence", () => {
  const service = "gesagt";
  const bearer = "G99000000101";
  const query = `?regel=R99000000103&an=${bearer}`;
  const at = { service };
  const field = `${bearer}/F99000000101`;
  const ruleForm = (changes: Record<string, string> = {}) => ({
    ...{ art: "rows", wirkung: "valid", ziel: "", zeilen: "1", verknuepfung: "and" },
    ...{ "feld-0": field, "vergleich-0": "filled", "wert-0": "" },
    ...changes,
  });
  const seen = async () => dataOf<Form>(await load(sentence.loader, at, query)).seen;

  test("is formalised, tried with example persons, saved, settled and left again", async () => {
    await start([["schema", "gesagt.xml", saying]], { adresse: service });
    const list = dataOf<{ open: number; sentences: { id: string; state: string }[] }>(
      await load(sentences.loader, at),
    );
    expect(list.open).toBe(4);
    expect(list.sentences[0]).toMatchObject({ state: "open" });
    const wrong = await post(
      sentence.action,
      { ...ruleForm({ "feld-0": "", "wert-0": "5" }), intent: "try" },
      at,
      query,
    );
    expect(wrong).toMatchObject({ status: 422, data: { wrong: [{ control: "feld-0" }] } });
    const more = await post(sentence.action, { ...ruleForm(), intent: "addRow" }, at, query);
    expect(dataOf<{ typed: { rows: unknown[] } }>(more).typed.rows).toHaveLength(2);
    const tried = await post(sentence.action, { ...ruleForm(), intent: "try" }, at, query);
    expect(tried.status).toBe(200);
    expect(dataOf<{ rows: unknown[] }>(tried).rows.length).toBeGreaterThan(0);
    const missing = await post(
      sentence.action,
      {
        ...ruleForm({ art: "json" }),
        json: JSON.stringify({ effect: "valid", condition: { op: "empty", field: "F1" } }),
        gesehen: await seen(),
        intent: "save",
      },
      at,
      query,
    );
    expect(missing).toMatchObject({
      status: 422,
      data: { kind: "refused", problems: [{ path: bearer }] },
    });
    const before = await seen();
    const saved = await post(
      sentence.action,
      { ...ruleForm(), gesehen: before, intent: "save" },
      at,
      query,
    );
    expect(saved.status).toBe(303);
    const clash = await post(
      sentence.action,
      { ...ruleForm(), gesehen: before, intent: "settle" },
      at,
      query,
    );
    expect(clash).toMatchObject({ status: 409, data: { kind: "clash" } });
    const file = JSON.parse(await (await load(packageFile.loader, at)).text()) as { rules: Rule[] };
    expect(file.rules).toMatchObject([{ id: "R99000000103", bearer, effect: "valid" }]);
    const settled = { ...ruleForm(), gesehen: await seen(), intent: "settle" };
    expect((await post(sentence.action, settled, at, query)).status).toBe(303);
    const left = { ...ruleForm(), gesehen: await seen(), intent: "reopen" };
    expect((await post(sentence.action, left, at, query)).status).toBe(303);
    expect((await load(sentences.loader, at)).data).toMatchObject({ open: 4 });
  });
});

test("files are exchanged whole or not at all, and a workpiece is dropped", async () => {
  const call = (files: readonly Upload[], stand: number) =>
    callRoute(portal, exchange.action, {
      ...{
        path: base,
        params: { service: id },
        cookie: operator,
        form: { stand: String(stand) },
        files,
      },
    });
  const { revision } = dataOf<{ revision: number }>(await load(exchange.loader));
  expect(await call([], revision)).toMatchObject({ status: 422, data: { kind: "nothing" } });
  const other = [
    "schema",
    "neu.xml",
    schema.toString().replaceAll("F99000000015", "F99000000915"),
  ] as const;
  expect(await call([other], revision - 1)).toMatchObject({ status: 409 });
  expect(await call([["schema", "neu.xml", "<a/>"]], revision)).toMatchObject({
    status: 422,
    data: { problems: [{ file: "neu.xml" }] },
  });
  expect(await call([["paket", "service.json", '{"id":"x"}']], revision)).toMatchObject({
    status: 422,
  });
  expect((await load(exchange.loader)).data).toMatchObject({ revision });
  const done = await call([other], revision);
  expect(done.status).toBe(303);
  expect((await load(exchange.loader)).data).toMatchObject({ schema: { file: "neu.xml" } });
  expect((await post(workpiece.action, { intent: "drop" })).status).toBe(303);
  expect((await load(workpiece.loader)).status).toBe(404);
});

test("a delivered service is taken as the beginning of its next version", async () => {
  const form = { intent: "bundled", vorlage: "strassenfest" };
  const begun = await callRoute(portal, newWorkpiece.action, { path: "/", cookie: operator, form });
  expect(begun.headers.get("location")).toContain("/strassenfest/arbeitsfassung");
  const params = { service: "strassenfest" };
  expect((await load(difference.loader, params)).data).toMatchObject({ diff: { changes: [] } });
  const wrong = { intent: "bundled", vorlage: "../../.." };
  expect(
    await callRoute(portal, newWorkpiece.action, { path: "/", cookie: operator, form: wrong }),
  ).toMatchObject({ status: 422 });
});
