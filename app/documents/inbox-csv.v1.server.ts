import { csvTable } from "./csv-table.ts";

export interface InboxCsvRow {
  readonly reference: string;
  /** Name of the service. */
  readonly service: string;
  /** ISO 8601 instant. */
  readonly submittedAt: string;
  /** For people, in their language. */
  readonly status: string;
}
/** Titles of the columns. */
export type InboxCsvWords = Readonly<Record<keyof InboxCsvRow, string>>;

const columns = ["reference", "service", "submittedAt", "status"] as const;

/** Berlin time as ISO 8601 writes it, which spreadsheets read as a moment in every language: "2026-11-24 14:30". */
const moment = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: "Europe/Berlin",
});

/** The inbox as a table. */
export function inboxCsv(rows: readonly InboxCsvRow[], words: InboxCsvWords): string {
  const lines = [
    words,
    ...rows.map((row) => ({ ...row, submittedAt: moment.format(new Date(row.submittedAt)) })),
  ];
  return csvTable(lines.map((row) => columns.map((column) => row[column])));
}
