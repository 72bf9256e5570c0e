import { csvTable } from "./csv-table.ts";

export interface AuditCsvRow {
  readonly at: Date;
  readonly who: string;
  /** A sentence. */
  readonly what: string;
  readonly kind: string;
  /** As the log names it, the same in every language. */
  readonly action: string;
}
/** Titles of the columns. */
export type AuditCsvWords = Readonly<Record<keyof AuditCsvRow, string>>;

const columns = ["at", "who", "what", "kind", "action"] as const;

/** Berlin time as ISO 8601 writes it: "2026-11-24 14:30:05". */
const moment = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "medium",
  timeZone: "Europe/Berlin",
});

/** The audit log of a municipality as a table, in the manner of `inboxCsv`. */
export function auditCsv(rows: readonly AuditCsvRow[], words: AuditCsvWords): string {
  const lines = [words, ...rows.map((row) => ({ ...row, at: moment.format(row.at) }))];
  return csvTable(lines.map((row) => columns.map((column) => row[column])));
}
