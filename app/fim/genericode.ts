import { genericodeNamespace } from "./grammar-genericode.ts";
import { namespace2 } from "./grammar-2.ts";
import { namespace3 } from "./grammar-3.ts";
import { error, warning, type ImportProblem, type Outcome } from "./problems.ts";
import { readMessage } from "./read-message.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, textAt, type XmlElement } from "./xml-reader.ts";

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

/** Where a message with a code list (0105) holds the genericode, by the message's namespace. */
const holders: ReadonlyMap<string, readonly string[]> = new Map([
  [namespace2, ["codeliste", "genericode"]],
  [namespace3, ["genericode"]],
]);
const listMessage = "xdatenfelder.codeliste.0105";

/** Reads a genericode file, or the list in a message 0105 of XDatenfelder. Never throws for bad input. */
export function readGenericode(xml: string | Uint8Array): Outcome<"list", GenericodeList> {
  const outcome = readMessage(xml);
  if (!outcome.ok) return { ok: false, problems: [outcome.problem] };
  const { root } = outcome;
  const { line, column } = root;
  const fail = (code: ImportProblem["code"], message: string) => ({
    ok: false as const,
    problems: [error(code, message, { line, column })],
  });
  const document = root.local === listMessage ? held(root) : root;
  if (!document) return fail("missingElement", "the message holds no CodeList");
  if (document.uri !== genericodeNamespace) {
    return fail("unknownNamespace", `"${document.uri}" is not genericode 1.0`);
  }
  if (document.local !== "CodeList") {
    return fail("unsupportedMessage", `${document.local} is not read`);
  }
  const columnSet = child(document, "ColumnSet");
  const rows = child(document, "SimpleCodeList");
  if (!columnSet || !rows) return fail("missingElement", "ColumnSet or SimpleCodeList is missing");
  const columns = childrenOf(columnSet, "Column").map(readColumn);
  if (columns.length === 0) return fail("noCodeColumn", "the list has no column");
  const problems: ImportProblem[] = [];
  const list = withoutUndefined({
    shortName: textAt(document, "Identification", "ShortName"),
    longName: textAt(document, "Identification", "LongName"),
    version: textAt(document, "Identification", "Version"),
    uri: textAt(document, "Identification", "CanonicalUri"),
    versionUri: textAt(document, "Identification", "CanonicalVersionUri"),
    columns,
    keys: childrenOf(columnSet, "Key").map((key) => ({
      id: key.attributes["Id"] ?? "",
      columns: childrenOf(key, "ColumnRef").map((reference) => reference.attributes["Ref"] ?? ""),
    })),
    rows: childrenOf(rows, "Row").map((row) => readRow(row, columns, problems)),
  });
  return { ok: true, list, problems };
}

function held(message: XmlElement): XmlElement | undefined {
  let inner: XmlElement | undefined = message;
  for (const local of holders.get(message.uri) ?? []) inner = inner && child(inner, local);
  return inner?.children.find(({ uri }) => uri === genericodeNamespace);
}

function readColumn(element: XmlElement): GenericodeColumn {
  return withoutUndefined({
    id: element.attributes["Id"] ?? "",
    required: element.attributes["Use"] === "required",
    shortName: textAt(element, "ShortName"),
    longName: textAt(element, "LongName"),
  });
}

function readRow(
  row: XmlElement,
  columns: readonly GenericodeColumn[],
  problems: ImportProblem[],
): Map<string, string> {
  const values = new Map<string, string>();
  let next = 0;
  for (const element of childrenOf(row, "Value")) {
    // Without ColumnRef a value belongs to the column behind that of the value before it.
    const reference = element.attributes["ColumnRef"];
    const index = columns.findIndex(({ id }) => id === reference);
    const column = reference === undefined ? columns[next] : columns[index];
    next = (reference === undefined ? next : index) + 1;
    const text = textAt(element, "SimpleValue");
    if (text === undefined) continue;
    if (column) values.set(column.id, text);
    else {
      const { line, column: place } = element;
      const message = `a value of the unknown column "${reference ?? ""}" was left out`;
      problems.push(warning("unknownColumn", message, { line, column: place }));
    }
  }
  return values;
}
