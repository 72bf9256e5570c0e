import type { DataValue, SummarySection } from "../domain/submission.ts";

type Row = SummarySection["rows"][number];
/** Rows beyond which the file itself has to be read. */
const most = 500;
/** Levels beyond which nobody would find the way. */
const deepest = 30;

/** A summary of data of which nothing is known: names as they stand, level by level. */
export function anyDataSummary(value: DataValue, title: string): SummarySection[] {
  const rows: Row[] = [];
  collect(value, [], rows);
  return rows.length > 0 ? [{ page: "", title, rows: rows.slice(0, most) }] : [];
}

function collect(value: DataValue | null, names: readonly string[], rows: Row[]): void {
  if (rows.length > most || names.length > deepest || value === null) return;
  if (typeof value !== "object") {
    const label = names.join(" › ") || "–";
    rows.push({ path: names.join("/"), label, values: [String(value)] });
    return;
  }
  const isList = Array.isArray(value);
  for (const [name, one] of Object.entries(value) as [string, DataValue | null][])
    collect(one, [...names, isList ? String(Number(name) + 1) : name], rows);
}
