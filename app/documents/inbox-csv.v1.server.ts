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

/**
 * The inbox as a table: CSV (RFC 4180), but with semicolons and a byte order mark, as a German Excel expects it.
 * What would be taken for a formula gets an apostrophe in front.
 */
export function inboxCsv(rows: readonly InboxCsvRow[], words: InboxCsvWords): string {
  const lines = [
    words,
    ...rows.map((row) => ({ ...row, submittedAt: moment.format(new Date(row.submittedAt)) })),
  ].map((row) => columns.map((column) => csvCell(row[column])).join(";"));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Formulas also begin with full-width signs, and behind white space, which some programs cut off. */
export function csvCell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
