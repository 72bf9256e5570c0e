import { rulesOf } from "../domain/fields/field-kinds.ts";
import type { Field, Group, Node, ServiceDefinition } from "../domain/service.ts";
import type { DataValue } from "../domain/submission.ts";
import type { XmlTree } from "./read-xml-tree.server.ts";
import type { Data } from "./schemas/complete-data.ts";
import { fimKey } from "./schemas/fim-key.ts";

/** What a service does not know, or what stands there in another form than it wants. */
export interface StrangeValue {
  /** Names of the elements around it and its own, outermost first. */
  readonly names: readonly string[];
  readonly value: string;
}

export interface ReadFimXml {
  /** Nested by the ids of the service. */
  readonly data: Data;
  readonly strange: readonly StrangeValue[];
}

/**
 * The data of a submission from what `fimXml` writes, the other way round, and from what others write by the same schema:
 * elements are known by their FIM ids, whatever version of a building block they name, in any order, and wherever the
 * schema's own element stands. Nothing is left out: what does not fit is strange.
 */
export function readFimXml(root: XmlTree, service: ServiceDefinition): ReadFimXml {
  const strange: StrangeValue[] = [];
  const own = find(root, bareName(fimKey(service, "bare"))) ?? root;
  return { data: readChildren(own, service.nodes, [], strange), strange };
}

function find(tree: XmlTree, name: string): XmlTree | undefined {
  if (bareName(tree.name) === name) return tree;
  for (const child of tree.children) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

/** `F99000000001V1.0.0` → `F99000000001`. */
function bareName(name: string): string {
  return name.replace(/V\d+(\.\d+)*$/, "");
}

function readChildren(
  tree: XmlTree,
  nodes: readonly Node[],
  around: readonly string[],
  strange: StrangeValue[],
): Data {
  const byName = new Map(nodes.toReversed().map((node) => [bareName(fimKey(node, "bare")), node]));
  const data: Record<string, DataValue> = {};
  for (const child of tree.children) {
    const names = [...around, child.name];
    const node = byName.get(bareName(child.name));
    const before = node && data[node.id];
    const isList = node !== undefined && (node.repeat !== undefined || isMany(node));
    const value =
      node && (isList || before === undefined) ? read(child, node, names, strange) : undefined;
    if (node === undefined || value === undefined) collect(child, names, strange);
    else if (isList) data[node.id] = [...((before ?? []) as DataValue[]), value];
    else data[node.id] = value;
  }
  return data;
}

function isMany({ type, ...node }: Node): boolean {
  return type === "field" && (node as Field).kind === "multipleChoice";
}

function read(
  tree: XmlTree,
  node: Field | Group,
  names: readonly string[],
  strange: StrangeValue[],
): DataValue | undefined {
  if (node.type === "group") return readChildren(tree, node.children, names, strange);
  const { parts } = rulesOf(node.kind);
  if (node.kind === "address" || node.kind === "personName") {
    const known = tree.children.filter(({ name }) => parts.some((part) => part === name));
    if (known.length < tree.children.length || known.length === 0) return undefined;
    return Object.fromEntries(known.map(({ name, text }) => [name, text]));
  }
  return tree.children.length > 0 ? undefined : scalar(node, tree);
}

/** The canonical value of what XML Schema wants for the kind; the counterpart of `xsdValue`. */
function scalar({ kind }: Field, { text, attributes }: XmlTree): DataValue | undefined {
  const trimmed = text.trim();
  switch (kind) {
    case "money":
      return /^[+-]?\d+(\.\d{1,2}0*)?$/.test(trimmed)
        ? Math.round(Number(trimmed) * 100)
        : undefined;
    case "number":
      return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : undefined;
    case "integer":
      return /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) : undefined;
    case "yesNo":
    case "declaration":
      return { true: true, "1": true, false: false, "0": false }[trimmed];
    case "date":
      return /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(trimmed)?.[1];
    case "time":
      return /^(\d{2}:\d{2})(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(trimmed)?.[1];
    case "dateTime":
      return /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(
        trimmed,
      )?.[1];
    case "file":
      return attributes["name"] ?? trimmed;
    case "text":
    case "multiline":
      return text;
    default:
      return trimmed;
  }
}

function collect(tree: XmlTree, names: readonly string[], strange: StrangeValue[]): void {
  if (tree.children.length === 0) {
    strange.push({ names, value: tree.text.trim() });
    return;
  }
  for (const child of tree.children) collect(child, [...names, child.name], strange);
}
