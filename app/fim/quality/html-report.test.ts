import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { htmlReport, type ReportInput } from "./html-report.ts";

const input: ReportInput = {
  id: "S99000000001",
  version: null,
  name: 'Feier <anzeigen> & "feiern"',
  counts: { groups: 1, fields: 2, rules: 3, codeLists: 4 },
  rules: { formal: 1, open: 1, wrong: 1 },
  problems: [
    {
      code: "QS1009",
      severity: "critical",
      path: "F1",
      line: 12,
      message: "Ohne <b>Bezeichnung</b>",
    },
    ...Array.from({ length: 201 }, (_, at): Finding => {
      return { code: "officialese", severity: "hint", path: `F${String(at)}`, message: "zwecks" };
    }),
  ],
  labelOf: (path) => (path === "F1" ? "Wie heißen Sie?" : undefined),
};

it("is one page that loads nothing and runs nothing", () => {
  const page = htmlReport(input);
  expect(page).toContain('<html lang="de">');
  expect(page).not.toMatch(/<script|<link|<img|\son\w+=|url\(|style="/);
  expect(page).toContain("Feier &lt;anzeigen&gt; &amp; &quot;feiern&quot;");
  expect(page).toContain("Ohne &lt;b&gt;Bezeichnung&lt;/b&gt;");
  expect(page).toContain("Wie heißen Sie?");
  expect(page).toContain("Zeile 12");
  expect(page).toContain("Weitere 1 stehen");
  const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => level);
  expect(levels.join("")).toBe("12232223");
});

it("is well formed, and every link has its place", () => {
  const page = htmlReport(input);
  const body = page.slice(page.indexOf("<body>"), page.indexOf("</html>"));
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(body).close();
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

it("says so where the file cannot be read", () => {
  const page = htmlReport({ ...input, id: null, name: null, problems: [] });
  expect(page).toContain("Die Datei kann nicht gelesen werden");
  expect(page).toContain("Nichts gefunden.");
});
