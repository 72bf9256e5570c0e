import { FileFormatError, formulaIn, readCsvLines, type CsvRow } from "./csv.ts";
import { fileProblem, type FileProblem } from "./file-problem.ts";
import { faultMessage, lineFault, type LineFault } from "./line-fault.ts";

/** A row that was understood, and the line that it stands in. */
export interface CheckedLine<T> {
  readonly line: number;
  readonly value: T;
}

export interface CheckedFile<T> {
  readonly lines: readonly CheckedLine<T>[];
  /** One for every line that is wrong. */
  readonly problems: readonly FileProblem[];
}

/** Reads a CSV line by line. `read` gives a value, what is wrong, or undefined to leave a line out. */
export function checkLines<T extends object>(
  file: string,
  text: string,
  columns: readonly string[],
  read: (row: (column: string) => string) => T | LineFault | undefined,
): CheckedFile<T> {
  const lines: CheckedLine<T>[] = [];
  const problems: FileProblem[] = [];
  for (const { line, row } of rowsOf(file, text, columns, problems)) {
    const value = formulaIn(row) ?? read((column) => (row[column] ?? "").trim());
    if (value === undefined) continue;
    if ("fault" in value) problems.push(lineProblem(file, line, value));
    else lines.push({ line, value });
  }
  return { lines, problems };
}

/** The problem of one line. */
export function lineProblem(file: string, line: number, what: LineFault): FileProblem {
  return { ...fileProblem(file, "badLine", faultMessage(what), { line }), ...what };
}

/** A problem for every line whose key another line has had before. */
export function repeatedLines<T>(
  file: string,
  lines: readonly CheckedLine<T>[],
  keyOf: (value: T) => string,
): FileProblem[] {
  const seen = new Map<string, number>();
  return lines.flatMap(({ line, value }) => {
    const before = seen.get(keyOf(value));
    if (before === undefined) seen.set(keyOf(value), line);
    return before === undefined
      ? []
      : [lineProblem(file, line, lineFault("repeated", { line: String(before) }))];
  });
}

function rowsOf(
  file: string,
  text: string,
  columns: readonly string[],
  problems: FileProblem[],
): readonly { readonly line: number; readonly row: CsvRow }[] {
  try {
    return readCsvLines(text, columns);
  } catch (error) {
    if (!(error instanceof FileFormatError)) throw error;
    const problem = fileProblem(file, "badCsv", error.message, error);
    problems.push({ ...problem, ...error.fault });
    return [];
  }
}
