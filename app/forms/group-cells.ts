import type { FormGroup, FormNode } from "#app/domain/page-form.ts";

type Cell = "narrow" | "wide" | "half" | "third" | "full";

/** Up to how many characters a control counts as narrow. */
const narrowWidth = 12;

function isNarrow(node: FormNode | undefined): boolean {
  if (node?.type !== "field" || node.kind === "multiline") return false;
  if (node.kind === "integer") return true;
  if (node.kind !== "text") return false;
  return (node.options.width ?? node.options.maxLength ?? Infinity) <= narrowWidth;
}

function isPostalCode(node: FormNode | undefined): boolean {
  if (node?.type !== "field") return false;
  return node.autocomplete === "postal-code" || /postleitzahl|plz|postal/i.test(node.label.text);
}

function isText(node: FormNode | undefined): boolean {
  return node?.type === "field" && node.kind === "text" && !isNarrow(node);
}

function isStreet(node: FormNode | undefined): boolean {
  return isText(node) && node !== undefined && /^Straße/i.test(node.label.text);
}

function isHouseNumber(node: FormNode | undefined): boolean {
  return node?.type === "field" && node.kind === "text" && /^Hausnummer/i.test(node.label.text);
}

function isTown(node: FormNode | undefined): boolean {
  return isText(node) && node !== undefined && /^(Ort|Wohnort|Stadt)\b/i.test(node.label.text);
}

function isGivenName(node: FormNode | undefined): boolean {
  return isText(node) && node !== undefined && /^Vornamen?\b/i.test(node.label.text);
}

function isFamilyName(node: FormNode | undefined): boolean {
  return isText(node) && node !== undefined && /^(Familien|Nach)name\b/i.test(node.label.text);
}

/** Neighbours that share a row wherever they stand, by how forms on paper are laid out. */
function pairOf(node: FormNode, next: FormNode | undefined): readonly [Cell, Cell] | undefined {
  // What comes and goes by itself has a row of its own.
  if (JSON.stringify(node.when) !== JSON.stringify(next?.when)) return undefined;
  if (isStreet(node) && isHouseNumber(next)) return ["wide", "narrow"];
  if (isPostalCode(node) && isTown(next)) return ["narrow", "wide"];
  if (isGivenName(node) && isFamilyName(next)) return ["half", "half"];
  return isFamilyName(node) && isGivenName(next) ? ["half", "half"] : undefined;
}

/** Nodes as they follow each other on a page: alone, or as rows of neighbours that belong together. */
export type Row =
  | { readonly kind: "single"; readonly node: FormNode }
  | {
      readonly kind: "pair";
      readonly nodes: readonly [FormNode, FormNode];
      readonly cells: readonly [Cell, Cell];
    };

export function rowsOf(nodes: readonly FormNode[]): readonly Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const [node, next] = [nodes[index], nodes[index + 1]];
    if (!node) continue;
    const cells = pairOf(node, next);
    if (cells && next) {
      rows.push({ kind: "pair", nodes: [node, next], cells });
      index += 1;
    } else rows.push({ kind: "single", node });
  }
  return rows;
}

/**
 * How much room each child of a known building block takes in a row of six: street and number share a row, so do
 * postal code and town, given and family name, day and month and year.
 */
export function groupCells({
  widget,
  children,
}: Pick<FormGroup, "widget" | "children">): readonly Cell[] {
  switch (widget) {
    case "address":
      return addressCells(children);
    case "person":
      return pairCells(children);
    case "dateParts":
      return children.map((child) => (child.type === "field" ? "third" : "full"));
    default:
      return children.map(() => "full");
  }
}

function addressCells(children: readonly FormNode[]): readonly Cell[] {
  const cells: Cell[] = [];
  while (cells.length < children.length) {
    const [child, next] = [children[cells.length], children[cells.length + 1]];
    const nextIsText = isText(next);
    if (isPostalCode(child) && nextIsText) cells.push("narrow", "wide");
    else if (isText(child) && isNarrow(next) && !isPostalCode(next)) cells.push("wide", "narrow");
    else cells.push("full");
  }
  return cells;
}

function pairCells(children: readonly FormNode[]): readonly Cell[] {
  const cells: Cell[] = [];
  while (cells.length < children.length) {
    const [child, next] = [children[cells.length], children[cells.length + 1]];
    if (isText(child) && isText(next)) cells.push("half", "half");
    else cells.push("full");
  }
  return cells;
}
