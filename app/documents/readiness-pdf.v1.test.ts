import { expect, test } from "vitest";
import { readPdf } from "./fixtures/read-pdf.ts";
import { below, expectSound, rowsOf } from "./fixtures/sound-pdf.ts";
import {
  readinessJson,
  readinessPdf,
  type ReadinessReport,
  type ReadinessWords,
} from "./readiness-pdf.v1.server.ts";

const words: ReadinessWords = {
  title: "Bereit für Online?",
  result: "Ergebnis",
  overall: "Kann noch nicht online gehen",
  consequence: "Was rot ist, muss zuerst in Ordnung kommen.",
  municipality: "Kommune",
  service: "Leistung",
  version: "Fassung",
  checkedAt: "Geprüft am",
  time: "24. November 2026 um 14:30",
  checks: "Was geprüft wurde",
  toDo: "Zu tun: {{text}}",
  pageOf: "Seite {{page}} von {{total}}",
  continued: "{{label}} (Fortsetzung)",
  source: "Enthält bereit.json.",
};
const fine = { what: "inbox", light: "green", name: "Eingang", state: "In Ordnung" } as const;
const broken = { what: "privacy", light: "red", name: "Datenschutz", state: "Fehlt" } as const;
const report: ReadinessReport = {
  language: "de",
  municipality: { ars: "000000000001", name: "Musterstadt" },
  service: { id: "strassenfest", name: "Straßenfest anmelden" },
  version: "1.2.0+7",
  at: "2026-11-24T13:30:00.000Z",
  light: "red",
  checks: [
    { ...fine, found: "2 Personen können Anträge lesen." },
    { ...broken, found: "Zweck fehlt.", remedy: "Zweck ergänzen" },
  ],
};

test("says what was looked at, by whom and when, each light in a word, and what to do", async () => {
  const pdf = readPdf(await readinessPdf(report, words));
  expectSound(pdf);
  expect(pdf.catalog["Lang"]).toBe("de");
  expect(pdf.metadata).toMatch(/<pdfuaid:part>1</);
  expect(pdf.info["Title"]).toBe("Bereit für Online?: Straßenfest anmelden (Musterstadt)");
  expect(pdf.tree.children.slice(0, 3).map(({ tag, text }) => [tag, text])).toEqual([
    ["P", "Musterstadt"],
    ["H1", "Bereit für Online?"],
    ["P", "Straßenfest anmelden"],
  ]);
  expect(below(pdf.tree, "H2").map(({ text }) => text)).toEqual(["Was geprüft wurde"]);
  expect(rowsOf(pdf)).toEqual([
    ["Ergebnis", ["Kann noch nicht online gehen", "Was rot ist, muss zuerst in Ordnung kommen."]],
    ["Kommune", ["Musterstadt (000000000001)"]],
    ["Leistung", ["Straßenfest anmelden (strassenfest)"]],
    ["Fassung", ["1.2.0+7"]],
    ["Geprüft am", ["24. November 2026 um 14:30"]],
    ["Eingang", ["In Ordnung", "2 Personen können Anträge lesen."]],
    ["Datenschutz", ["Fehlt", "Zweck fehlt.", "Zu tun: Zweck ergänzen"]],
  ]);
  const [reference] = pdf.catalog["AF"] as [never];
  const { EF } = pdf.get(reference) as unknown as { EF: { F: never } };
  expect(pdf.stream(EF.F).toString("utf8")).toBe(readinessJson(report));
});

test("stays whole over many pages and with answers of servers as long as they like", async () => {
  const found = "Musterfachverfahren: certificate: self-signed certificate ".repeat(30).trim();
  const checks = Array.from({ length: 20 }, () => ({ ...broken, found }));
  const pdf = readPdf(await readinessPdf({ ...report, checks }, words));
  expectSound(pdf);
  expect(pdf.pageCount).toBeGreaterThan(5);
  const numbers = pdf.items.filter(({ text }) => text === `Seite 2 von ${String(pdf.pageCount)}`);
  expect(numbers).toMatchObject([{ page: 1, isArtifact: true }]);
  expect(rowsOf(pdf).at(-1)?.[1][1]).toBe(found);
});

test("gives the same bytes for the same report", async () => {
  const [one, two] = await Promise.all([1, 2].map(() => readinessPdf(report, words)));
  expect(one).toEqual(two);
});
