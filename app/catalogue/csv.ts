/**
 * Reads comma-separated values (RFC 4180: quotes, doubled quotes, line breaks within quotes) whose first line names
 * the columns. Throws if a quote is not closed.
 */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = readRows(text.replace(/^\uFEFF/, ""));
  return rows
    .filter((row) => row.length > 1 || row[0] !== "")
    .map((row) => Object.fromEntries(head.map((name, at) => [name.trim(), row[at] ?? ""])));
}

function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // One field and what ends it: a quoted or a bare text, then a comma, a line's end or the end.
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const start = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`the CSV is damaged at character ${start + 1}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") {
      if (field.lastIndex === text.length) row.push("");
      else continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
