import { genericodeNamespace } from "./grammar-genericode.ts";
import { error, type ImportProblem, type Outcome } from "./problems.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, readXml, textAt, type XmlElement } from "./xml-reader.ts";

export { genericodeNamespace };

/** A code list (genericode 1.0) with all its columns; which of them count is decided by who refers to it. */
export interface GenericodeList {
  readonly shortName?: string;
  readonly longName?: string;
  readonly version?: string;
  readonly uri?: string;
  readonly versionUri?: string;
  readonly columns: readonly GenericodeColumn[];
  readonly keys: readonly GenericodeKey[];
  /** Values by column id. */
  readonly rows: readonly ReadonlyMap<string, string>[];
}
export interface GenericodeColumn {
  readonly id: string;
  readonly required: boolean;
  readonly shortName?: string;
  readonly longName?: string;
}
export interface GenericodeKey {
  readonly id: string;
  readonly columns: readonly string[];
}

/** Reads a genericode file. Never throws for bad input. */
export function readGenericode(xml: string | Uint8Array): Outcome<"list", GenericodeList> {
  const outcome = readXml(xml);
  if (!outcome.ok) return { ok: false, problems: [outcome.problem] };
  const { root } = outcome;
  const { line, column } = root;
  const fail = (code: ImportProblem["code"], message: string) => ({
    ok: false as const,
    problems: [error(code, message, { line, column })],
  });
  if (root.uri !== genericodeNamespace) {
    return fail("unknownNamespace", `"${root.uri}" is not genericode 1.0`);
  }
  if (root.local !== "CodeList") return fail("unsupportedMessage", `${root.local} is not read`);
  const columnSet = child(root, "ColumnSet");
  const rows = child(root, "SimpleCodeList");
  if (!columnSet || !rows) return fail("missingElement", "ColumnSet or SimpleCodeList is missing");
  const columns = childrenOf(columnSet, "Column").map(readColumn);
  if (columns.length === 0) return fail("noCodeColumn", "the list has no column");
  const list = withoutUndefined({
    shortName: textAt(root, "Identification", "ShortName"),
    longName: textAt(root, "Identification", "LongName"),
    version: textAt(root, "Identification", "Version"),
    uri: textAt(root, "Identification", "CanonicalUri"),
    versionUri: textAt(root, "Identification", "CanonicalVersionUri"),
    columns,
    keys: childrenOf(columnSet, "Key").map((key) => ({
      id: key.attributes["Id"] ?? "",
      columns: childrenOf(key, "ColumnRef").map((reference) => reference.attributes["Ref"] ?? ""),
    })),
    rows: childrenOf(rows, "Row").map((row) => readRow(row, columns)),
  });
  return { ok: true, list, problems: [] };
}

function readColumn(element: XmlElement): GenericodeColumn {
  return withoutUndefined({
    id: element.attributes["Id"] ?? "",
    required: element.attributes["Use"] === "required",
    shortName: textAt(element, "ShortName"),
    longName: textAt(element, "LongName"),
  });
}

function readRow(row: XmlElement, columns: readonly GenericodeColumn[]): Map<string, string> {
  const values = new Map<string, string>();
  let next = 0;
  for (const element of childrenOf(row, "Value")) {
    // Without ColumnRef a value belongs to the column behind that of the value before it.
    const reference = element.attributes["ColumnRef"];
    const index = columns.findIndex(({ id }) => id === reference);
    const column = reference === undefined ? columns[next] : columns[index];
    next = (reference === undefined ? next : index) + 1;
    const text = textAt(element, "SimpleValue");
    if (column && text !== undefined) values.set(column.id, text);
  }
  return values;
}
