import type { Answers } from "./answers.ts";
import { calculate, mapOperands } from "./calculated.ts";
import { statePath } from "./evaluate.ts";
import type { Value } from "./fields/kinds.ts";
import { itemsOf, scoped } from "./items.ts";
import { termsOf, type Offering, type PlacedNode } from "./offering.ts";
import { joinPath, parentPath, type InstancePath, type ItemId, type NodePath } from "./path.ts";
import type { Field, Node } from "./service.ts";
import type { Answer, Place, Source } from "./standing.ts";

/**
 * The whole of a citizen's answers as a source. A path that leaves the item of a repeated group open means all items;
 * a repeated group itself has its items as members.
 */
export function answerSource(
  offering: Offering,
  answers: Answers,
  state: string | undefined,
  today?: string,
): Source {
  const scopes = new Map<string, (path: NodePath) => InstancePath>();
  const inScopeOf = (groups: readonly NodePath[], items: readonly ItemId[]) => {
    const key = groups.map((group, depth) => `${group}:${items[depth] ?? ""}`).join(" ");
    const known = scopes.get(key) ?? scoped(offering, groups, items);
    scopes.set(key, known);
    return known;
  };

  const find = (path: InstancePath): Place | undefined => {
    const { nodePath, items } = readInstance(path);
    const placed = offering.nodes.get(nodePath);
    if (!placed) return undefined;
    const { node, within } = placed;
    const open = within[items.length];
    if (open !== undefined) return many(path, open, items);
    const around = parentPath(path);
    const terms = pageTerms(offering, placed);
    const groups = items.length > within.length ? [...within, nodePath] : within;
    const inScope = inScopeOf(groups, items);
    const base = { around: around === "" ? undefined : around, inScope };
    if (node.type === "field") return { kind: "field", ...base, terms };
    const isList = node.repeat !== undefined && items.length === within.length;
    return {
      kind: "group",
      ...base,
      // An item applies as its group does.
      ...(node.repeat && !isList && { around: listOf(path) }),
      terms: node.repeat && !isList ? { ...terms, applies: [] } : terms,
      optional: node.optional === true && node.presence === undefined && !node.repeat,
      members: isList
        ? () => itemsOf(offering, answers, nodePath, items).map((item) => `${path}:${item}`)
        : () => node.children.filter(isFilled).map(({ id }) => joinPath(path, id)),
    };
  };

  /** The same path in each item of the first group that the path leaves open. */
  const many = (path: InstancePath, open: NodePath, items: readonly ItemId[]): Place => {
    const group = scoped(offering, offering.nodes.get(open)?.within ?? [], items)(open);
    return {
      kind: "many",
      members: () =>
        itemsOf(offering, answers, open, items).map(
          (item) => `${group}:${item}${path.slice(group.length)}`,
        ),
    };
  };

  const answer: Answer = (path, counted) => {
    if (path === statePath) return state;
    if (path.endsWith("#count"))
      return counted && countOf(path.slice(0, -"#count".length), counted);
    const node = offering.nodes.get(readInstance(path).nodePath)?.node;
    if (node?.type === "field" && node.calculated) {
      const { items } = readInstance(path);
      const within = offering.nodes.get(readInstance(path).nodePath)?.within ?? [];
      const expression = mapOperands(node.calculated, inScopeOf(within, items));
      return counted && calculate(expression, counted, today);
    }
    return node?.type === "field" ? answerTo(node, path, answers) : answers.values[path];
  };
  /** Where nothing of a group counts, it has no items. */
  const countOf = (list: InstancePath, counted: (path: string) => Value | undefined): number => {
    if (counted(list) === undefined) return 0;
    const { nodePath, items } = readInstance(list);
    return itemsOf(offering, answers, nodePath, items).length;
  };
  return { find, answer };
}

/** A field counts only while its page is there. */
function pageTerms(offering: Offering, { path, node }: PlacedNode) {
  const terms = termsOf(offering, path);
  const when = node.type === "field" ? offering.pageOf.get(path)?.page.when : undefined;
  return when ? { ...terms, applies: [when, ...terms.applies] } : terms;
}

/** Whether a node's answers make the group around it present: what only steers the form, or is given, does not. */
export function isFilled(node: Node): boolean {
  if (!node.data) return false;
  return node.type === "group" || (!node.calculated && !isGiven(node));
}

/**
 * What stands at a field. Hidden and locked ones hold what the definition says, whatever was sent; an answer from when such a
 * field was still asked does not count, though the draft keeps it.
 */
export function answerTo(node: Field, name: InstancePath, { values }: Answers): Value | undefined {
  if (!isGiven(node)) return values[name];
  return node.kind === "hidden" || node.kind === "locked" ? node.options.content : undefined;
}

function isGiven({ kind }: Field): boolean {
  return kind === "staticText" || kind === "hidden" || kind === "locked";
}

/** Node path and items of an instance path. */
export function readInstance(path: InstancePath): {
  readonly nodePath: NodePath;
  readonly items: readonly ItemId[];
} {
  if (!path.includes(":")) return { nodePath: path, items: [] };
  const items: ItemId[] = [];
  const nodePath = path.replace(/:([^/]*)/g, (_, item: string) => {
    items.push(item);
    return "";
  });
  return { nodePath, items };
}

/** The list that an item stands in. */
function listOf(path: InstancePath): InstancePath {
  return path.slice(0, path.lastIndexOf(":"));
}
