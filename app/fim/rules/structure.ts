import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import { parentPath } from "#app/domain/path.ts";
import type { CodeList, Node } from "#app/domain/service.ts";
import type { FimField, FimPosition, FimRule, FimSchema } from "../model.ts";
import { liftId } from "../upcast-schema.ts";
import { withoutUndefined } from "../without-undefined.ts";

/** A place of the schema as rules see it: where it is, what it is called, what it can hold. */
export interface RuleElement {
  /** Node path; "" for the schema itself. */
  readonly path: string;
  readonly id: string;
  readonly version?: string;
  readonly type: "schema" | "group" | "field";
  /** Internal name and label. */
  readonly names: readonly string[];
  readonly min: number;
  readonly isRepeated: boolean;
  /** False: static or locked, so nobody can be made to answer it. */
  readonly isAsked: boolean;
  readonly value: ValueKind;
  /** Set where the answer is one of a list that is at hand. */
  readonly codes?: readonly RuleCode[];
  /** The list is of another version than the schema wants: what it lacks may well be in the right one. */
  readonly isSubstitute: boolean;
  readonly rules: readonly FimRule[];
}
export interface RuleCode {
  readonly code: string;
  readonly name: string;
}
/** What a place can be compared with; `unlisted`: a choice whose list is missing. */
export type ValueKind = "none" | "code" | "unlisted" | "boolean" | "number" | "date" | "text";

/** All places of a schema, in the order of the file, and those of each id. */
export interface RuleStructure {
  readonly elements: ReadonlyMap<string, RuleElement>;
  /** By the long form of the ids, see `liftId`. */
  readonly byId: ReadonlyMap<string, readonly RuleElement[]>;
}

/** A position of the schema at the node path that the import gave it. */
export interface PlacedPosition {
  readonly path: string;
  readonly position: FimPosition;
}

/**
 * Brings together what the schema says of its elements and what the import made of them. `substituted` are the paths whose
 * list is of another version.
 */
export function ruleStructure(
  schema: Pick<FimSchema, "id" | "version" | "name" | "rules">,
  placed: readonly PlacedPosition[],
  nodes: readonly Node[],
  codeLists: ReadonlyMap<string, CodeList>,
  substituted: ReadonlySet<string> = new Set(),
): RuleStructure {
  const placedNodes = nodesByPath(nodes);
  const root: RuleElement = {
    ...withoutUndefined({ id: schema.id, version: schema.version }),
    path: "",
    type: "schema",
    names: [schema.name],
    min: 1,
    isRepeated: false,
    isAsked: true,
    isSubstitute: false,
    value: "none",
    rules: schema.rules,
  };
  const elements = new Map<string, RuleElement>([["", root]]);
  const byId = new Map<string, RuleElement[]>();
  for (const { path, position } of placed) {
    const node = placedNodes.get(path);
    // A choice group without children is not imported.
    if (!node) continue;
    const made = elementOf(path, position, node, codeLists);
    const element = { ...made, isSubstitute: substituted.has(path) };
    elements.set(path, element);
    const id = liftId(element.id);
    const same = byId.get(id);
    if (same) same.push(element);
    else byId.set(id, [element]);
  }
  return { elements, byId };
}

function elementOf(
  path: string,
  { min, max, element }: FimPosition,
  node: Node,
  codeLists: ReadonlyMap<string, CodeList>,
): RuleElement {
  const codes = node.type === "field" ? codesOf(node, codeLists) : undefined;
  return {
    ...withoutUndefined({ id: element.id, version: element.version }),
    path,
    type: element.type,
    names: [element.name, element.label],
    min,
    isRepeated: max !== 1,
    isAsked: element.type === "group" || ["input", "select"].includes(element.fieldKind),
    value: element.type === "group" ? "none" : valueOf(element, codes !== undefined),
    ...(codes && { codes }),
    isSubstitute: false,
    rules: element.rules,
  };
}

function codesOf(
  node: Extract<Node, { type: "field" }>,
  codeLists: ReadonlyMap<string, CodeList>,
): readonly RuleCode[] | undefined {
  if (node.kind !== "choice" && node.kind !== "multipleChoice") return undefined;
  const list = codeLists.get(node.options.list);
  return list?.options.map(({ code, label }) => ({ code, name: label.de }));
}

function valueOf(field: FimField, hasCodes: boolean): ValueKind {
  if (field.fieldKind === "label") return "none";
  if (field.fieldKind === "select") return hasCodes ? "code" : "unlisted";
  switch (field.dataType) {
    case "bool":
      return "boolean";
    case "num":
    case "num_int":
    case "num_currency":
      return "number";
    case "date":
    case "datetime":
    case "time":
      return "date";
    case "file":
    case "obj":
      return "none";
    case "text":
    case "text_latin":
      return "text";
  }
}

/** Whether a path lies below another or is it. */
export function isWithin(path: string, around: string): boolean {
  return around === "" || path === around || path.startsWith(`${around}/`);
}

/** The repeated groups around a place, from inside out. */
export function repeatsAround(path: string, { elements }: RuleStructure): readonly string[] {
  const found: string[] = [];
  for (let at = parentPath(path); at !== ""; at = parentPath(at)) {
    if (elements.get(at)?.isRepeated) found.push(at);
  }
  return found;
}
