import { isFormula } from "../documents/csv-table.ts";
import { faultMessage, lineFault, type LineFault } from "./line-fault.ts";

/** A file is not in the format it should have; `line` and `column` count from one. */
export class FileFormatError extends Error {
  override readonly name = "FileFormatError";
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** By its code, where it has one. */
  readonly fault: LineFault | undefined;
  constructor(what: string | LineFault, line?: number, column?: number) {
    super(typeof what === "string" ? what : faultMessage(what));
    this.fault = typeof what === "string" ? undefined : what;
    this.line = line;
    this.column = column;
  }
}

export type CsvRow = Readonly<Record<string, string>>;

/**
 * Reads comma-separated values (RFC 4180: quotes, doubled quotes, line breaks within quotes) whose first line names
 * the columns. Semicolons count where that line has some and no comma: spreadsheets in German write them. Throws `FileFormatError` if a quote is not closed or a column of `needed` is missing.
 */
export function readCsv(text: string, needed: readonly string[] = []): CsvRow[] {
  return readCsvLines(text, needed).map(({ row }) => row);
}

/** Like `readCsv`, each row with the line it begins in. */
export function readCsvLines(
  text: string,
  needed: readonly string[] = [],
): { readonly line: number; readonly row: CsvRow }[] {
  const [head, ...rows] = readRows(text.replace(/^\uFEFF/, ""));
  const names = (head?.fields ?? []).map((name) => name.trim());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new FileFormatError(lineFault("missingColumns", { columns: missing.join(", ") }), 1, 1);
  return rows
    .filter(({ fields }) => fields.length > 1 || fields[0] !== "")
    .map(({ line, fields }) => ({
      line,
      row: Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ""])),
    }));
}

/**
 * What is wrong with a row that has a cell which a spreadsheet would calculate. No name, key or address begins like that, and whoever
 * opens a list again that holds one runs it.
 */
export function formulaIn(row: CsvRow): LineFault | undefined {
  const [column, cell] = Object.entries(row).find(([, one]) => isFormula(one)) ?? [];
  if (column === undefined || cell === undefined) return undefined;
  return lineFault("formula", { column, cell: JSON.stringify(cell.slice(0, 40)) });
}

/** One field and what ends it: a quoted or a bare text, then a comma (or semicolon), a line's end or the end. */
function fieldPattern(text: string): RegExp {
  const [head = ""] = text.split(/\r?\n/, 1);
  return head.includes(";") && !head.includes(",")
    ? /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|$)/y
    : /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
}

function readRows(text: string): { line: number; fields: string[] }[] {
  const rows: { line: number; fields: string[] }[] = [];
  let fields: string[] = [];
  let line = 1;
  let startLine = 1;
  const field = fieldPattern(text);
  while (field.lastIndex < text.length) {
    const start = field.lastIndex;
    const match = field.exec(text);
    if (match === null) {
      const column = start - text.lastIndexOf("\n", start - 1);
      throw new FileFormatError(lineFault("openQuote"), line, column);
    }
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    line += match[0].split("\n").length - 1;
    if (match[3] === "," || match[3] === ";") {
      if (field.lastIndex === text.length) fields.push("");
      else continue;
    }
    rows.push({ line: startLine, fields });
    fields = [];
    startLine = line;
  }
  if (fields.length > 0) rows.push({ line: startLine, fields });
  return rows;
}
