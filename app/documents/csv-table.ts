/**
 * Whether a spreadsheet would take a cell for a formula. Formulas also begin with full-width signs, and behind white space, which some
 * programs cut off.
 */
export function isFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text);
}

/**
 * Rows as CSV (RFC 4180), but with semicolons and a byte order mark, as a German Excel expects it. What would be taken for a formula gets
 * an apostrophe in front. Every table that leaves the portal is written by this.
 */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => cells.map(csvCell).join(";")).join("\r\n")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = isFormula(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
