import type { Condition } from "../../domain/condition.ts";
import { pathsOf } from "../../domain/evaluate.ts";
import { parentPath, type NodePath } from "../../domain/path.ts";
import {
  conditionSchema,
  emptySchema,
  negated,
  presentWith,
  Unsayable,
  type Way,
} from "./condition-schema.ts";
import type { ReceiverElement, ReceiverShape } from "./receiver-shape.ts";
import type { JsonSchema } from "./value-schema.ts";

/** Where everything is in the data of a service. */
export interface Places {
  /** From the top down to each element, that element last. */
  readonly ways: ReadonlyMap<NodePath, Way>;
  /** Two digits of the Land that the schema is for. */
  readonly state: string | undefined;
}

export function placesOf({ children }: ReceiverShape, state: string | undefined): Places {
  const ways = new Map<NodePath, Way>();
  const visit = (elements: readonly ReceiverElement[], above: Way): void => {
    for (const element of elements) {
      const way = [...above, element];
      ways.set(element.path, way);
      if (element.type === "group") visit(element.children, way);
    }
  };
  visit(children, []);
  return { ways, state };
}

export function elementAt(path: NodePath, { ways }: Places): ReceiverElement | undefined {
  return ways.get(path)?.at(-1);
}

/**
 * The group in whose definition a consequence for something in `around` stands: the innermost one around all that the
 * condition looks at. A rule is read in the item that its target lies in.
 */
export function groupOfConsequence(
  condition: Condition,
  around: NodePath,
  places: Places,
): NodePath {
  const groups = pathsOf(condition).map(parentPath);
  failOnItems(groups, listsAround(around, places), places);
  return groups.reduce(commonPath, around);
}

/** The group in whose definition a claim stands. What lies deeper may be absent, and then it has to hold nevertheless. */
export function groupOfClaim(condition: Condition, bearer: NodePath, places: Places): NodePath {
  const groups = pathsOf(condition).map(parentPath);
  const own = elementAt(bearer, places)?.type === "field" ? parentPath(bearer) : bearer;
  const common = groups.reduce(commonPath);
  const lists = listsAround(common, places);
  failOnItems(groups, lists, places);
  const way = wayWithin(bearer, common, places) ?? [];
  const list = way.slice(0, -1).find((element) => element.list);
  if (list) throw new Unsayable(`is borne by the items of ${list.path}, and looks elsewhere`);
  const innermost = lists.at(-1) ?? "";
  const outer = commonPath(common, own);
  if (isWithin(outer, innermost)) return outer;
  // From within an item one cannot see whether a bearer beside it is there.
  if (!isWithin(innermost, own))
    throw new Unsayable(`looks at the items of ${innermost} from beside`);
  return innermost;
}

function failOnItems(
  groups: readonly NodePath[],
  lists: readonly NodePath[],
  places: Places,
): void {
  for (const list of groups.flatMap((path) => listsAround(path, places))) {
    if (!lists.includes(list)) throw new Unsayable(`looks at all items of ${list}`);
  }
}

/** Repeated groups around what stands in a group, from outside in; a repeated group itself among them. */
function listsAround(path: NodePath, { ways }: Places): NodePath[] {
  return (ways.get(path) ?? [])
    .filter((element) => element.type === "group" && element.list)
    .map((element) => element.path);
}

function isWithin(path: NodePath, group: NodePath): boolean {
  return group === "" || path === group || path.startsWith(`${group}/`);
}

function commonPath(one: NodePath, other: NodePath): NodePath {
  const parts = one === "" ? [] : one.split("/");
  const others = other.split("/");
  const length = parts.findIndex((part, at) => part !== others[at]);
  return (length === -1 ? parts : parts.slice(0, length)).join("/");
}

/** The way from a group down to an element in it. */
export function wayWithin(path: NodePath, group: NodePath, { ways }: Places): Way | undefined {
  const way = ways.get(path);
  if (!way || path === group || !isWithin(path, group)) return undefined;
  return way.slice(group === "" ? 0 : group.split("/").length);
}

/** Of the ways that lead through no items. */
function straightWay(path: NodePath, group: NodePath, places: Places): Way | undefined {
  const way = wayWithin(path, group, places);
  return way?.slice(0, -1).some(({ list }) => list) ? undefined : way;
}

export function said(condition: Condition, group: NodePath, places: Places): JsonSchema {
  return conditionSchema(condition, {
    wayTo: (path) => straightWay(path, group, places),
    state: places.state,
  });
}

/** A rule acts only where its bearer is there; seen from outside of its items, where there are any. */
export function presence(bearer: NodePath, group: NodePath, places: Places): JsonSchema {
  const way = wayWithin(bearer, group, places) ?? [];
  const list = way.findIndex((element) => element.list);
  return presentWith(list === -1 ? way : way.slice(0, list + 1), true);
}

/** A claim says nothing where nothing that it is about is asked: anything answered, unless something always is asked. */
export function askedAtAll(condition: Condition, group: NodePath, places: Places): JsonSchema {
  const ways = pathsOf(condition).flatMap((path) => {
    const way = straightWay(path, group, places);
    return way ? [way] : [];
  });
  if (ways.length === 0 || ways.some((way) => way.every(isShown) && isAsked(way.at(-1))))
    return true;
  return negated({ allOf: ways.map(emptySchema) });
}

function isShown({ canHide }: ReceiverElement): boolean {
  return !canHide;
}

/** Whether something in it is always asked, once it is shown. */
function isAsked(element: ReceiverElement | undefined): boolean {
  if (!element) return false;
  if (element.type === "field")
    return !["hidden", "locked", "staticText"].includes(element.node.kind);
  return !element.list && element.children.some((child) => isShown(child) && isAsked(child));
}
