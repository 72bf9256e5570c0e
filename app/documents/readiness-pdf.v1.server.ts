import { drawMargins } from "./pdf-margins.server.ts";
import { printHead } from "./pdf-head.server.ts";
import { createPdfDocument, finishPdf } from "./pdf-document.server.ts";
import { createPdfPages } from "./pdf-pages.server.ts";
import type { PdfRow } from "./pdf-rows.server.ts";
import { createPdfType } from "./pdf-type.server.ts";
import { fill, row, styles } from "./summary-rows.server.ts";

/** One thing that was looked at, in words. */
export interface ReportedCheck {
  /** Of the check itself, for programs, e.g. `testDelivery`. */
  readonly what: string;
  readonly light: "green" | "amber" | "red";
  readonly name: string;
  /** The light in a word. */
  readonly state: string;
  readonly found: string;
  /** What is to be done; absent where nothing is. */
  readonly remedy?: string | undefined;
}

/** Whether a service could go online, and what was found: everything that was looked at, at one moment. */
export interface ReadinessReport {
  /** BCP 47. */
  readonly language: string;
  readonly municipality: { readonly ars: string; readonly name: string };
  readonly service: { readonly id: string; readonly name: string };
  /** With the number of the municipality's own settings, e.g. `1.2.0+7`. */
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
  readonly light: ReportedCheck["light"];
  readonly checks: readonly ReportedCheck[];
}

/** Words of the document itself; `{{…}}` as in the summary. */
export interface ReadinessWords {
  readonly title: string;
  readonly result: string;
  /** The overall light in words, and what follows from it. */
  readonly overall: string;
  readonly consequence: string;
  readonly municipality: string;
  readonly service: string;
  readonly version: string;
  readonly checkedAt: string;
  /** `at` for people. */
  readonly time: string;
  readonly checks: string;
  /** `{{text}}` */
  readonly toDo: string;
  /** `{{page}}`, `{{total}}` */
  readonly pageOf: string;
  /** `{{label}}` */
  readonly continued: string;
  /** Says what is enclosed. */
  readonly source: string;
}

/** The report for programs; indented. */
export function readinessJson(report: ReadinessReport): string {
  return `${JSON.stringify({ schemaVersion: 1, ...report }, null, 2)}\n`;
}

/** The report for people: a tagged PDF (made for PDF/UA-1 and PDF/A-3a) with its data inside. Same input, same bytes. */
export async function readinessPdf(
  report: ReadinessReport,
  words: ReadinessWords,
): Promise<Uint8Array> {
  const { municipality, service, version, checks } = report;
  const pdf = createPdfDocument({
    title: `${words.title}: ${service.name} (${municipality.name})`,
    author: municipality.name,
    language: report.language,
    createdAt: new Date(report.at),
    source: {
      name: "bereit.json",
      mediaType: "application/json",
      content: new TextEncoder().encode(readinessJson(report)),
      description: words.source,
    },
  });
  const type = createPdfType(pdf);
  const pages = createPdfPages(pdf, type, (label) => fill(words.continued, { label }));
  printHead(pages, { sender: municipality.name, title: words.title, subtitle: service.name });
  pages.gap(14);
  pages.rows([
    overall(words),
    row(words.municipality, `${municipality.name} (${municipality.ars})`),
    row(words.service, `${service.name} (${service.id})`),
    row(words.version, version),
    row(words.checkedAt, words.time),
  ]);
  const heading = { text: words.checks, style: styles.heading, gap: 24 };
  pages.rows(
    checks.map((check) => checkRow(check, words)),
    heading,
  );
  pages.gap(18);
  pages.text("P", { text: words.source, style: styles.small });
  drawMargins(pdf, type, {
    head: `${municipality.name} · ${service.name} · ${version}`,
    foot: words.time,
    pageOf: (number, total) => fill(words.pageOf, { page: number, total }),
  });
  return finishPdf(pdf);
}

function overall({ result, overall: text, consequence }: ReadinessWords): PdfRow {
  return {
    label: { text: result, style: styles.label },
    values: [
      { text, style: styles.strong },
      { text: consequence, style: styles.body },
    ],
  };
}

function checkRow({ name, state, found, remedy }: ReportedCheck, words: ReadinessWords): PdfRow {
  return {
    label: { text: name, style: styles.label },
    values: [
      { text: state, style: styles.strong },
      { text: found, style: styles.body },
      ...(remedy === undefined
        ? []
        : [{ text: fill(words.toDo, { text: remedy }), style: styles.body }]),
    ],
  };
}
