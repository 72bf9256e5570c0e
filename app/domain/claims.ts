import type { Condition } from "./condition.ts";
import { not, pathsOf } from "./evaluate.ts";
import { joinPath, parentPath, type NodePath } from "./path.ts";
import type { PlacedNode, PlacedPage } from "./placed.ts";
import type { Rule } from "./rule.ts";

/**
 * Something that must hold among the answers: a rule `valid`, or that a required group is not left empty. It is read
 * in the scope of the innermost repeated group that holds everything it names, and says nothing where none of that is
 * asked: nobody could mend it.
 */
export interface Claim {
  /** `presence`: at least one answer below a required group. */
  readonly kind: "valid" | "presence";
  readonly rule: Rule;
  readonly condition: Condition;
  /** While one of them does not hold, the claim says nothing. */
  readonly unless: readonly Condition[];
  /** Groups that must be present for the claim to say anything. */
  readonly bearers: readonly NodePath[];
  /** Fields and groups that the claim is about, and the questions whether these groups are there. */
  readonly concerned: readonly NodePath[];
  /** Repeated groups whose items each have the claim anew. */
  readonly within: readonly NodePath[];
  /** The page that asks everything concerned and tells the error; undefined: the review does. */
  readonly page: string | undefined;
}

type Nodes = ReadonlyMap<NodePath, PlacedNode>;

/** Collects what must hold; linear in nodes and rules. */
export function compileClaims(
  nodes: Nodes,
  pages: readonly PlacedPage[],
  rules: readonly Rule[],
): readonly Claim[] {
  const spans = spansOf(pages);
  return rules.flatMap((rule): Claim[] => {
    if (rule.effect === "valid") {
      const named = pathsOf(rule.condition);
      const concerned = [
        ...new Set(named.flatMap((path) => [path, ...gatesOf(path, nodes)])),
      ].filter((path) => spans.has(path));
      const bearers = bearersOf(rule.bearer, nodes);
      return [claim("valid", rule, rule.condition, { concerned, bearers })];
    }
    const node = rule.effect === "require" ? nodes.get(rule.target)?.node : undefined;
    if (rule.effect !== "require" || node?.type !== "group" || node.repeat) return [];
    const filled = not({ op: "empty", field: rule.target });
    const gates = gatesOf(rule.target, nodes).filter((path) => spans.has(path));
    const concerned = [rule.target, ...gates];
    return [claim("presence", rule, filled, { concerned, bearers: [rule.target] })];
  });

  function claim(
    kind: Claim["kind"],
    rule: Rule,
    condition: Condition,
    { concerned, bearers }: Pick<Claim, "concerned" | "bearers">,
  ): Claim {
    const own = nodes.get(rule.effect === "require" ? rule.target : rule.bearer);
    const around = scopeAt(own);
    const page = pageOf(concerned, spans, pages);
    const isHere = page && startsWith(page.page.within, around);
    return {
      kind,
      rule,
      condition,
      unless: kind === "presence" ? [rule.condition] : [],
      bearers,
      concerned,
      within: isHere ? page.page.within : commonScope(concerned, around, nodes),
      page: isHere ? page.page.id : undefined,
    };
  }
}

/**
 * The questions whether a group, or a group in it, is there: whoever said no to them can still mend a claim about it.
 */
function gatesOf(path: NodePath, nodes: Nodes): readonly NodePath[] {
  const node = nodes.get(path)?.node;
  if (node?.type !== "group") return [];
  const own = node.presence === undefined ? [] : [joinPath(parentPath(path), node.presence)];
  const inner = node.children.filter((child) => child.type === "group" && !child.repeat);
  return [...own, ...inner.flatMap(({ id }) => gatesOf(joinPath(path, id), nodes))];
}

/** The repeated groups around what stands in a node; a repeated group stands around its own content. */
function scopeAt(placed: PlacedNode | undefined): readonly NodePath[] {
  if (!placed) return [];
  const { node, path, within } = placed;
  return node.type === "group" && node.repeat ? [...within, path] : within;
}

/** First and last page on which something of a node is asked. */
function spansOf(pages: readonly PlacedPage[]): ReadonlyMap<NodePath, readonly [number, number]> {
  const spans = new Map<NodePath, readonly [number, number]>();
  for (const [index, { fields }] of pages.entries()) {
    for (const { path } of fields) {
      for (let at = path; at !== ""; at = parentPath(at)) {
        const [first] = spans.get(at) ?? [index];
        spans.set(at, [first, index]);
      }
    }
  }
  return spans;
}

function pageOf(
  concerned: readonly NodePath[],
  spans: ReturnType<typeof spansOf>,
  pages: readonly PlacedPage[],
): PlacedPage | undefined {
  const found = concerned.flatMap((path) => spans.get(path) ?? []);
  const [first] = found;
  return first !== undefined && found.every((index) => index === first) ? pages[first] : undefined;
}

/** The bearer, and the groups around it that may be absent. */
function bearersOf(bearer: NodePath, nodes: Nodes): readonly NodePath[] {
  const bearers: NodePath[] = [];
  for (let at = bearer; at !== ""; at = parentPath(at)) {
    const node = nodes.get(at)?.node;
    if (at === bearer || (node?.type === "group" && node.optional)) bearers.push(at);
  }
  return bearers;
}

function commonScope(
  concerned: readonly NodePath[],
  around: readonly NodePath[],
  nodes: Nodes,
): readonly NodePath[] {
  const [first = [], ...others] = concerned.map((path) => nodes.get(path)?.within ?? []);
  let depth = first.length;
  for (const other of others) while (!startsWith(other, first.slice(0, depth))) depth -= 1;
  const common = first.slice(0, depth);
  return startsWith(common, around) ? common : around;
}

function startsWith(list: readonly string[], start: readonly string[]): boolean {
  return start.every((part, index) => list[index] === part);
}
