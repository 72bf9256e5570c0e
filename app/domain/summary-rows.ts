import { partialDate } from "./fields/dates.ts";
import type { FormatContext } from "./fields/field-kind.ts";
import type { Value } from "./fields/kinds.ts";
import type { StepField } from "./journey.ts";
import type { Offering } from "./offering.ts";
import { parentPath } from "./path.ts";
import type { Group } from "./service.ts";

/** Questions that one row of the summary answers: mostly one, or the parts of one date. */
export type SummaryRow =
  | { readonly kind: "field"; readonly field: StepField }
  | { readonly kind: "date"; readonly group: Group; readonly parts: readonly StepField[] };

/** The rows for the fields of a page, in their order. What is not asked and what only informs has none. */
export function summaryRows({ nodes }: Offering, fields: readonly StepField[]): SummaryRow[] {
  const rows: SummaryRow[] = [];
  for (const field of fields) {
    const { kind } = field.placed.node;
    if (kind === "staticText" || kind === "hidden") continue;
    const group = nodes.get(parentPath(field.placed.path))?.node;
    if (group?.type !== "group" || group.widget !== "dateParts") {
      rows.push({ kind: "field", field });
      continue;
    }
    const last = rows.at(-1);
    if (last?.kind === "date" && parentPath(last.parts[0]?.name ?? "") === parentPath(field.name))
      rows[rows.length - 1] = { ...last, parts: [...last.parts, field] };
    else rows.push({ kind: "date", group, parts: [field] });
  }
  return rows;
}

/** Day, month and year as one date, as much of it as was told. What is no date stays as it was told. */
export function printDate(parts: readonly (Value | undefined)[], context: FormatContext): string[] {
  const told = parts.filter((part) => typeof part === "number").map(String);
  if (told.length === 0) return [];
  const [day = "", month = "", year = ""] = parts.map((part) =>
    typeof part === "number" ? String(part) : "",
  );
  const typed = new Map(Object.entries({ day, month, year: year.padStart(4, "0") }));
  const read = partialDate.read((part) => [typed.get(part) ?? ""], { options: {} });
  return [
    read.ok && read.value !== undefined && year !== ""
      ? partialDate.format(read.value, { options: {} }, context)
      : told.join(". "),
  ];
}
