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
