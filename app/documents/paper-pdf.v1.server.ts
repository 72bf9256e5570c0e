import type { Paper, PaperRow } from "../domain/privacy/paper.ts";
import { printHead } from "./pdf-head.server.ts";
import { createPdfDocument, finishPdf } from "./pdf-document.server.ts";
import { createPdfPages } from "./pdf-pages.server.ts";
import { drawMargins } from "./pdf-margins.server.ts";
import type { PdfRow } from "./pdf-rows.server.ts";
import { createPdfType } from "./pdf-type.server.ts";
import { paperJson } from "./paper-data.v1.ts";
import { fill, styles } from "./summary-rows.server.ts";

/** Words of the document itself; `{{…}}` as in the summary. */
export interface PaperWords {
  /** E.g. "Stand 27. November 2026". */
  readonly asOf: string;
  /** `{{page}}`, `{{total}}` */
  readonly pageOf: string;
  /** `{{label}}` */
  readonly continued: string;
  readonly missing: string;
  readonly toCheck: string;
  /** Says what is enclosed. */
  readonly source: string;
}

/**
 * A privacy document for people: a tagged PDF (made for PDF/UA-1 and PDF/A-3a) with its data inside. Same input, same bytes.
 * `author`: the municipality.
 */
export async function paperPdf(
  paper: Paper,
  author: string,
  words: PaperWords,
): Promise<Uint8Array> {
  const pdf = createPdfDocument({
    title: `${paper.title}: ${author}`,
    author,
    language: paper.language,
    createdAt: new Date(`${paper.day}T00:00:00Z`),
    source: {
      name: `${paper.kind}.json`,
      mediaType: "application/json",
      content: new TextEncoder().encode(paperJson(paper)),
      description: words.source,
    },
  });
  const type = createPdfType(pdf);
  const pages = createPdfPages(pdf, type, (label) => fill(words.continued, { label }));
  printHead(pages, { sender: author, title: paper.title, subtitle: paper.about });
  pages.gap(6);
  pages.text("P", { text: words.asOf, style: styles.body });
  for (const { heading, rows } of paper.sections) {
    const lines = rows.map((row) => rowOf(row, words));
    pages.rows(lines, { text: heading, style: styles.heading, gap: 24 });
  }
  pages.gap(18);
  pages.text("P", { text: words.source, style: styles.small });
  drawMargins(pdf, type, {
    head: `${author} · ${paper.title}`,
    pageOf: (number, total) => fill(words.pageOf, { page: number, total }),
  });
  return finishPdf(pdf);
}

function rowOf({ label, values, open = [] }: PaperRow, words: PaperWords): PdfRow {
  const said = values.length === 0 && open.length === 0 ? [{ text: words.missing }] : values;
  return {
    label: { text: label, style: styles.label },
    values: [
      ...said.map(({ text }) => ({ text, style: styles.body })),
      ...open.map(({ text }) => ({ text: `${words.toCheck} ${text}`, style: styles.strong })),
    ],
  };
}
