import { beforeEach, describe, expect, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, elsewhere, here } from "../fixtures/staff-portal.ts";
import * as auditLog from "./audit-log.tsx";
import * as page from "./responsibility.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const { sql } = portal.database;
const path = "/verwaltung/betrieb/zustaendigkeit";
const dogs = "99102013000000";
let operator = "";
beforeEach(async () => {
  operator = await town.cookieOf(accounts.operator);
});
type Form = Readonly<Record<string, string>>;
const send = (form: Form, content?: string | Buffer, cookie = operator) =>
  callRoute(portal, page.action, {
    path,
    cookie,
    form,
    ...(content !== undefined && { files: [["datei", "liste.csv", content]] }),
  });
const look = async (search = "") =>
  (await callRoute(portal, page.loader, { path: `${path}${search}`, cookie: operator })).data;
const rules = `leika,ars,responsible,name\n${dogs},${elsewhere.ars},${here.ars},\n99108,${here.ars.slice(0, 5)},091000000000,Landesamt\n`;
const streets = `plz;street;ars\n24103;Hauptstraße;${elsewhere.ars}\n24103;Am Markt;${here.ars}\n`;
const kiel: unknown = expect.stringContaining("Kiel");
const storedRules = () =>
  sql`select leika, area, responsible, said_by from responsibility_rules order by length(leika) desc, leika desc`;

describe("a list", () => {
  test("is reported on line by line, and stored once that is confirmed", async () => {
    const checked = await send({ liste: "rules", intent: "check" }, rules);
    expect(checked).toMatchObject({
      status: 200,
      data: {
        kind: "report",
        lines: [
          { line: 2, state: "added", entry: [dogs, elsewhere.ars, here.ars] },
          { line: 3, state: "added" },
        ],
        counts: { added: 2 },
        removed: 0,
        text: rules,
      },
    });
    expect(await storedRules()).toEqual([]);
    const stored = await send({ liste: "rules", intent: "apply", inhalt: rules });
    expect(stored).toMatchObject({ status: 303 });
    expect(stored.headers.get("location")).toBe(`${path}?getan=liste&art=rules`);
    expect(await storedRules()).toMatchObject([{ leika: dogs }, { leika: "99108" }]);
    const other = rules.replace("Landesamt", "Amt").replace(/^99102.*\n/m, "");
    expect((await send({ liste: "rules", intent: "check" }, other)).data).toMatchObject({
      lines: [{ state: "changed" }],
      removed: 1,
    });
    expect(await storedRules()).toHaveLength(2);
  });

  test("in which lines are wrong is refused as a whole, each told by code and what stands in it", async () => {
    const wrong = `${rules}12,${here.ars},${here.ars},\n${dogs},17,${here.ars},\n${dogs},0,${here.ars},=A1\n`;
    for (const intent of ["check", "apply"])
      expect(await send({ liste: "rules", intent }, wrong)).toMatchObject({
        status: 422,
        data: {
          kind: "refused",
          count: 2,
          problems: [
            { line: 4, fault: "leikaPart", params: { value: "12" } },
            { line: 6, fault: "formula", params: { column: "name", cell: '"=A1"' } },
          ],
        },
      });
    const unknown = `leika,ars,responsible\n${dogs},17,${here.ars}\n`;
    expect((await send({ liste: "rules", intent: "check" }, unknown)).data).toMatchObject({
      problems: [{ line: 2, fault: "unknownArea", params: { value: "17" } }],
    });
    const head = await send({ liste: "rules", intent: "check" }, "a,b\n1,2\n");
    expect(head.data).toMatchObject({
      problems: [
        { line: 1, fault: "missingColumns", params: { columns: "leika, ars, responsible" } },
      ],
    });
    expect(await storedRules()).toHaveLength(2);
  });

  test.each([
    ["of no kind", { intent: "check" }, rules, "liste", "kind"],
    ["that is missing", { liste: "rules", intent: "check" }, undefined, "datei", "none"],
    [
      "without lines",
      { liste: "rules", intent: "apply" },
      "leika,ars,responsible\n",
      "datei",
      "empty",
    ],
    [
      "that breaks off",
      { liste: "rules", intent: "check" },
      Buffer.from([0x1f, 0x8b, 8, 0]),
      "datei",
      "damagedArchive",
    ],
    [
      "that was not checked",
      { liste: "rules", intent: "apply", geprueft: "x" },
      rules,
      "datei",
      "otherFile",
    ],
  ] as const)("%s is not stored", async (_, form, content, name, problem) => {
    expect(await send(form, content)).toMatchObject({
      status: 422,
      data: { kind: "problem", name, problem },
    });
    expect(await storedRules()).toHaveLength(2);
  });

  test("that is large or not UTF-8 is chosen once more, and has to be the one that was reported", async () => {
    const large = streets + "\n".repeat(100_000);
    const checked = await send({ liste: "streets", intent: "check" }, large);
    expect(checked.data).toMatchObject({ kind: "report", text: undefined, counts: { added: 2 } });
    const old = Buffer.from(streets, "latin1");
    expect((await send({ liste: "streets", intent: "check" }, old)).data).toMatchObject({
      lines: [{ entry: ["24103", "hauptstr", elsewhere.ars] }, {}],
      text: undefined,
    });
    const { mark } = checked.data as { mark: string };
    const again = { liste: "streets", intent: "apply", geprueft: mark };
    expect((await send(again, `${large}\n`)).status).toBe(422);
    expect((await send(again, large)).status).toBe(303);
    expect(await sql`select distinct postal_code from streets`).toEqual([{ postalCode: "24103" }]);
  });
});

test("what is stored is listed with names, searched, and deleted one by one", async () => {
  await sql`insert into responsibility_rules (leika, area, responsible, name, url, said_by, updated_at)
    values ('99', ${here.ars}, ${elsewhere.ars}, '', '', 'municipality', now())`;
  expect(await look()).toMatchObject({
    rules: {
      total: 3,
      rows: [
        { leika: "99108", responsibleName: "Landesamt" },
        { leika: "99", saidBy: "municipality", responsibleName: kiel },
        { leika: dogs, areaName: kiel },
      ],
    },
    codes: { total: 1, rows: [{ code: "24103", streets: 2 }] },
  });
  expect(await look("?suche=landes")).toMatchObject({ rules: { total: 1 }, codes: { total: 0 } });
  expect(await look("?suche=kiel")).toMatchObject({ rules: { total: 2 }, codes: { total: 1 } });
  expect(await look("?suche=Am%20Markt")).toMatchObject({
    rules: { total: 0 },
    codes: { total: 1 },
  });
  expect(await look("?suche=2410")).toMatchObject({ rules: { total: 0 }, codes: { total: 1 } });
  expect(await look("?suche=%25")).toMatchObject({ rules: { total: 0 }, codes: { total: 0 } });

  const removed = await send({ intent: `removeRule ${dogs} ${elsewhere.ars}` });
  expect(removed.headers.get("location")).toContain(`getan=regel&leika=${dogs}`);
  const again = await send({ intent: `removeRule ${dogs} ${elsewhere.ars}` });
  expect(again.headers.get("location")).toContain("getan=weg");
  // What a municipality says of itself is its own.
  const own = await send({ intent: `removeRule 99 ${here.ars}` });
  expect(own.headers.get("location")).toContain("getan=weg");
  expect(await storedRules()).toMatchObject([{ leika: "99108" }, { leika: "99" }]);
  expect((await send({ intent: "removeStreets 24103" })).status).toBe(303);
  expect(await look()).toMatchObject({ codes: { total: 0, rows: [] } });
  const log = await callRoute(portal, auditLog.loader, {
    path: "/verwaltung/betrieb/protokoll",
    cookie: operator,
  });
  const { lines } = log.data as { lines: readonly { text: string }[] };
  expect(lines.map(({ text }) => text)).toEqual([
    "Erika betrieb hat die Straßen einer Postleitzahl gelöscht",
    "Erika betrieb hat eine Regel gelöscht, wer zuständig ist",
    "Erika betrieb hat das Straßenverzeichnis eingelesen",
    "Erika betrieb hat Zuständigkeiten eingelesen",
  ]);
});

test("nobody but the operator reads a list in, or deletes anything", async () => {
  const before = await storedRules();
  for (const account of ["admin", "editor", "publisher", "caseworker"] as const) {
    const cookie = await town.cookieOf(accounts[account]);
    expect((await callRoute(portal, page.loader, { path, cookie })).status).toBe(404);
    expect((await send({ liste: "rules", intent: "apply" }, rules, cookie)).status).toBe(404);
    expect((await send({ intent: "removeRule 99108 00000" }, undefined, cookie)).status).toBe(404);
  }
  expect(await storedRules()).toEqual(before);
});
