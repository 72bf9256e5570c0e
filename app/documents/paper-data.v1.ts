import type { Paper } from "../domain/privacy/paper.ts";
import { csvTable } from "./csv-table.ts";

/** A privacy document as JSON, indented; its `sections` hold what the page shows, in its language. */
export function paperJson(paper: Paper): string {
  return `${JSON.stringify({ schemaVersion: 1, ...paper }, null, 2)}\n`;
}

/** Titles of the columns. */
export interface PaperColumns {
  readonly section: string;
  readonly row: string;
  readonly value: string;
  readonly open: string;
}

/** The same as a table, a line each value. */
export function paperCsv({ sections }: Paper, columns: PaperColumns): string {
  const lines = sections.flatMap(({ heading, rows }) =>
    rows.flatMap(({ label, values, open = [] }) => {
      const said = values.map(({ text }) => [heading, label, text, ""]);
      const points = open.map(({ text }) => [heading, label, "", text]);
      return said.length + points.length === 0 ? [[heading, label, "", ""]] : [...said, ...points];
    }),
  );
  const { section, row, value, open } = columns;
  return csvTable([[section, row, value, open], ...lines]);
}
