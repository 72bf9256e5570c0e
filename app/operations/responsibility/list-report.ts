import type { RuleRow } from "#db/queries/responsibility.ts";
import type { StreetRow } from "#db/queries/streets.ts";
import type { CheckedLine } from "../../catalogue/checked-lines.ts";
import type { ImportedPostalCode, ImportedRule } from "../../catalogue/responsibility-files.ts";

/** `settled`: a municipality says otherwise of itself, which counts. `left`: names what this portal does not know. */
export type LineState = "added" | "changed" | "same" | "settled" | "left";

/** What a list would change, before anything is written. */
export interface ListReport {
  readonly lines: readonly {
    readonly line: number;
    readonly state: LineState;
    /** What the line says, cell by cell. */
    readonly entry: readonly string[];
  }[];
  /** Entries that are stored and stand in the list no more. */
  readonly removed: number;
}

/** Beside all rules that are stored. */
export function reportRules(
  lines: readonly CheckedLine<ImportedRule>[],
  stored: readonly RuleRow[],
): ListReport {
  const keyOf = ({ leika, area }: Pick<RuleRow, "leika" | "area">) => `${leika} ${area}`;
  const before = new Map(stored.map((rule) => [keyOf(rule), rule]));
  const now = new Set(lines.map(({ value }) => keyOf(value)));
  const stateOf = (rule: ImportedRule): LineState => {
    const old = before.get(keyOf(rule));
    if (!old) return "added";
    if (old.saidBy === "municipality") return "settled";
    const { responsible, name, url } = rule;
    return old.responsible === responsible && old.name === name && old.url === url
      ? "same"
      : "changed";
  };
  return {
    lines: lines.map(({ line, value }) => ({
      line,
      state: stateOf(value),
      entry: [value.leika, value.area, value.name === "" ? value.responsible : value.name],
    })),
    removed: stored.filter((rule) => rule.saidBy === "operator" && !now.has(keyOf(rule))).length,
  };
}

/** Beside the streets that are stored for the postal codes of the list. */
export function reportStreets(
  lines: readonly CheckedLine<StreetRow>[],
  stored: readonly StreetRow[],
): ListReport {
  const keyOf = ({ postalCode, street, houseFrom, houseTo, ars }: StreetRow) =>
    [postalCode, street, houseFrom ?? "", houseTo ?? "", ars].join(" ");
  return reportEntries(lines, stored.map(keyOf), keyOf, (row) => [
    row.postalCode,
    row.street,
    row.houseFrom === null ? "" : `${String(row.houseFrom)}–${String(row.houseTo)}`,
    row.ars,
  ]);
}

/** Beside all pairs that are stored; `known`: the AGS that there are. */
export function reportPostalCodes(
  lines: readonly CheckedLine<ImportedPostalCode>[],
  stored: readonly ImportedPostalCode[],
  known: ReadonlySet<string>,
): ListReport {
  const keyOf = ({ code, ags }: ImportedPostalCode) => `${code} ${ags}`;
  const report = reportEntries(lines, stored.map(keyOf), keyOf, ({ code, ags }) => [code, ags]);
  const unknown = new Set(
    lines.filter(({ value }) => !known.has(value.ags)).map(({ line }) => line),
  );
  return {
    ...report,
    lines: report.lines.map((one) =>
      unknown.has(one.line) ? { ...one, state: "left" as const } : one,
    ),
  };
}

/** For entries that are nothing but their key. */
function reportEntries<T>(
  lines: readonly CheckedLine<T>[],
  stored: readonly string[],
  keyOf: (value: T) => string,
  entryOf: (value: T) => readonly string[],
): ListReport {
  const before = new Set(stored);
  const now = new Set(lines.map(({ value }) => keyOf(value)));
  return {
    lines: lines.map(({ line, value }) => ({
      line,
      state: before.has(keyOf(value)) ? ("same" as const) : ("added" as const),
      entry: entryOf(value).filter((cell) => cell !== ""),
    })),
    removed: [...before].filter((key) => !now.has(key)).length,
  };
}
