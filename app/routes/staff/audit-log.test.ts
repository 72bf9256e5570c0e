import { beforeAll, describe, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  createStaffPortal,
  elsewhere,
  festival,
  here,
  parking,
  password,
} from "../fixtures/staff-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const { accounts, portal } = await createStaffPortal();
const page = `/verwaltung/protokoll?gemeinde=${here.ars}`;
interface Log {
  readonly lines: readonly { id: number; text: string; kind: string }[];
  readonly older: number | undefined;
  readonly people: readonly { id: string }[];
  readonly problems: readonly object[];
}

let admin: Visitor;
beforeAll(async () => {
  admin = createVisitor(portal);
  await admin.post("/anmelden", { login: "verwaltung", password });
});
const entry = (action: string, more: Partial<Parameters<typeof insertAuditEntry>[1]> = {}) =>
  withMunicipality(portal.database, "*", (sql) =>
    insertAuditEntry(sql, {
      at: portal.clock(),
      ars: here.ars,
      actor: accounts.admin,
      action,
      subject: festival,
      details: {},
      ...more,
    }),
  );
const read = async (more = "", by = admin) => (await by.get(page + more)).data as Log;
const texts = async (more = "") => (await read(more)).lines.map(({ text }) => text);

describe("the log", () => {
  beforeAll(async () => {
    await entry("offering.turnedOn");
    await entry("offering.turnedOff", { subject: parking, at: new Date("2026-02-27T23:30:00Z") });
    await entry("staff.created", {
      actor: "operator:cli",
      subject: accounts.editor,
      details: { role: "editor" },
    });
    await entry("role.given", {
      actor: accounts.operator,
      subject: accounts.editor,
      details: { role: "caseworker" },
    });
    await entry("submission.statusChanged", {
      actor: accounts.caseworker,
      subject: "AAAA",
      details: { from: "received", to: "inProgress" },
    });
    await entry("inbox.exported", { actor: "weg", subject: here.ars, details: { count: 2 } });
    await entry("offering.turnedOn", { ars: elsewhere.ars, actor: accounts.otherAdmin });
  });

  test("tells in sentences who did what, newest first, of this town alone", async () => {
    expect(await texts()).toEqual([
      "Eine Person, deren Konto es nicht mehr gibt, hat die Liste des Eingangs mit 2 Anträgen heruntergeladen",
      "Erika sachbearbeitung hat den Stand eines Antrags geändert: von „Eingegangen“ auf „In Bearbeitung“",
      "Der Betreiber hat Erika redaktion die Aufgabe „Sachbearbeitung“ gegeben",
      "Der Betreiber hat ein Konto für Erika redaktion angelegt (Redaktion)",
      "Erika verwaltung hat „Bewohnerparkausweis beantragen“ ausgeschaltet",
      "Erika verwaltung hat „Straßenfest anmelden“ eingeschaltet",
    ]);
    const english = createVisitor(portal, "en");
    await english.post("/anmelden", { login: "verwaltung", password });
    const { lines } = await read("", english);
    expect(lines.at(-1)?.text).toMatch(/^Erika verwaltung switched “.+” on$/);
  });

  test.each([
    [`&person=${accounts.admin}`, 2],
    ["&person=operator", 2],
    ["&person=niemand", 0],
    [`&leistung=${parking}`, 1],
    ["&art=people", 2],
    ["&art=submissions", 2],
    ["&art=other", 0],
    // Half past midnight at the town hall.
    ["&von=28.02.2026&bis=28.02.2026", 1],
    ["&von=2026-03-01", 5],
    ["&bis=27.2.2026", 0],
    [`&person=${accounts.admin}&art=services&von=01.03.2026`, 1],
  ])("is narrowed down by %s to %i", async (filter, count) => {
    expect(await texts(filter)).toHaveLength(count);
  });

  test.each([
    ["&von=31.02.2026", "von", "date"],
    ["&bis=gestern", "bis", "date"],
    ["&von=02.03.2026&bis=01.03.2026", "bis", "order"],
  ])("says what is wrong with %s", async (filter, name, code) => {
    const answer = await admin.get(page + filter);
    expect(answer).toMatchObject({ status: 422, data: { problems: [{ name, code }] } });
  });

  test("has pages that stay put while more is written", async () => {
    for (let n = 0; n < 60; n += 1) await entry("mailText.changed", { subject: "filed.de" });
    const first = await read("&art=texts");
    expect(first.lines).toHaveLength(50);
    await entry("mailText.reset", { subject: "filed.de" });
    const second = await read(`&art=texts&vor=${first.older ?? 0}`);
    expect(second.lines).toHaveLength(10);
    expect(second.older).toBeUndefined();
    expect(second.lines[0]?.text).toBe(
      "Erika verwaltung hat den Text der E-Mail „Eingangsbestätigung“ geändert",
    );
  });

  test("leaves as a table with the same filter", async () => {
    const answer = await admin.get(
      `/verwaltung/protokoll.csv?gemeinde=${here.ars}&person=operator`,
    );
    expect(answer.headers.get("content-disposition")).toContain("protokoll-musterstadt.csv");
    const lines = ((await answer.body?.text()) ?? "").trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(
      '"2026-03-01 11:00:00";"Der Betreiber";"Der Betreiber hat Erika redaktion die Aufgabe „Sachbearbeitung“ gegeben";"Personen und Aufgaben";"role.given"',
    );
  });
});
