import type { SchemaCounts } from "../counts-of.ts";
import { findingText } from "./finding-texts.ts";
import { severities, type Finding, type Severity } from "./finding.ts";
import { reportStyle } from "./report-style.ts";
import type { RuleTally } from "./tally-rules.ts";

/** What the report is about. */
export interface ReportInput {
  readonly id: string | null;
  readonly version: string | null;
  readonly name: string | null;
  readonly counts: SchemaCounts;
  readonly rules: RuleTally;
  readonly problems: readonly Finding[];
  /** Label of the element at a node path. */
  readonly labelOf: (path: string) => string | undefined;
}

const titles: Readonly<Record<Severity, readonly [title: string, what: string]>> = {
  critical: [
    "Kritisch",
    "Vor der Freigabe beheben: sonst arbeitet das Formular falsch oder gar nicht.",
  ],
  methodical: ["Methodisch", "Gegen die Regeln des FIM-Baukastens oder in sich nicht stimmig."],
  warning: ["Warnungen", "Funktioniert, sollte aber verbessert werden."],
  hint: ["Hinweise", "Zur Kenntnis; oft eine Frage der Sprache."],
};

/** More places of one kind than this are counted, not listed. */
const mostPlaces = 200;

/** A self-contained German page for people: no scripts, nothing loaded from elsewhere. */
export function htmlReport(input: ReportInput): string {
  const { id, version, name, problems } = input;
  const title = `Prüfbericht: ${name ?? "unlesbare Datei"}`;
  const groups = severities.map((severity) => ({
    severity,
    findings: problems.filter((problem) => problem.severity === severity),
  }));
  return [
    "<!DOCTYPE html>",
    '<html lang="de">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${escape(title)}</title>`,
    `<style>${reportStyle}</style>`,
    "</head>",
    "<body>",
    '<a class="skip" href="#inhalt">Zum Inhalt springen</a>',
    "<header>",
    `<p class="topic">Einmal · Prüfbericht</p>`,
    `<h1>${escape(name ?? "Die Datei kann nicht gelesen werden")}</h1>`,
    `<p>${escape([id, version === null ? undefined : `Version ${version}`].filter(Boolean).join(" · "))}</p>`,
    "</header>",
    '<main id="inhalt">',
    ...summary(input, groups),
    ...groups.flatMap(({ severity, findings }) => section(severity, findings, input)),
    "</main>",
    "<footer><p>Codes mit QS sind die amtlichen Nummern der FIM-Qualitätsprüfung (XDFM 1.8), in eigenen Worten.</p></footer>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

interface Graded {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

function summary({ counts, rules }: ReportInput, groups: readonly Graded[]): string[] {
  const figures: readonly (readonly [string, number])[] = [
    ["Gruppen", counts.groups],
    ["Felder", counts.fields],
    ["Codelisten", counts.codeLists],
    ["Regeln, verschiedene", counts.rules],
    ["Regelstellen: laufen", rules.formal],
    ["Regelstellen: offen", rules.open],
    ["Regelstellen: falsch", rules.wrong],
  ];
  return [
    '<section aria-labelledby="ueberblick">',
    '<h2 id="ueberblick">Überblick</h2>',
    '<nav aria-label="Befunde nach Schwere"><ul class="tiles">',
    ...groups.map(
      ({ severity, findings }) =>
        `<li class="${severity}"><a href="#${severity}"><strong>${String(findings.length)}</strong> ${titles[severity][0]}</a></li>`,
    ),
    "</ul></nav>",
    "<p>Wo nichts anderes steht: an den genannten Stellen im FIM-Editor berichtigen und das Schema neu herunterladen.</p>",
    '<dl class="figures">',
    ...figures.map(([label, value]) => `<div><dt>${label}</dt><dd>${String(value)}</dd></div>`),
    "</dl>",
    "</section>",
  ];
}

function section(severity: Severity, findings: readonly Finding[], input: ReportInput): string[] {
  const [title, what] = titles[severity];
  const byCode = [...Map.groupBy(findings, ({ code }) => code)].sort(
    ([, left], [, right]) => right.length - left.length,
  );
  return [
    `<section aria-labelledby="${severity}">`,
    `<h2 id="${severity}">${title} (${String(findings.length)})</h2>`,
    findings.length === 0 ? "<p>Nichts gefunden.</p>" : `<p>${what}</p>`,
    ...byCode.flatMap(([code, same]) => article(code, same, input)),
    "</section>",
  ];
}

function article(code: string, findings: readonly Finding[], input: ReportInput): string[] {
  const [first] = findings;
  const { title, remedy } = findingText(code);
  const places = findings.slice(0, mostPlaces);
  const count = findings.length === 1 ? "1 Stelle" : `${String(findings.length)} Stellen`;
  return [
    `<article class="${first?.severity ?? "hint"}">`,
    `<h3>${escape(title)}</h3>`,
    `<p class="code">${escape(code)} · ${count}</p>`,
    ...(remedy === undefined ? [] : [`<p><strong>Was zu tun ist:</strong> ${escape(remedy)}</p>`]),
    "<details>",
    `<summary>${count} zeigen<span class="hidden">: ${escape(title)}</span></summary>`,
    "<ul>",
    ...places.map((finding) => place(finding, title, input)),
    "</ul>",
    ...(findings.length > places.length
      ? [
          `<p>Weitere ${String(findings.length - places.length)} stehen in der Ausgabe mit --json.</p>`,
        ]
      : []),
    "</details>",
    "</article>",
  ];
}

function place({ path, line, message }: Finding, title: string, { labelOf }: ReportInput): string {
  const label = path === "" ? "Das ganze Schema" : (labelOf(path) ?? path);
  const detail = message.startsWith(title) ? message.slice(title.length).trim() : message;
  const where = [path, line === undefined ? "" : `Zeile ${String(line)}`].filter(
    (part) => part !== "",
  );
  return [
    `<li><b>${escape(label)}</b>`,
    ...(where.length > 0 ? [`<code>${where.map(escape).join(" · ")}</code>`] : []),
    ...(detail === "" ? [] : [`<span>${escape(detail.replace(/^\((.*)\)$/s, "$1"))}</span>`]),
    "</li>",
  ].join(" ");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
