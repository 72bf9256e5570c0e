import type { Answers } from "./answers.ts";
import type { Offering } from "./offering.ts";
import type { InstancePath, ItemId, NodePath } from "./path.ts";
import type { Group } from "./service.ts";

/**
 * Turns node paths into instance paths: each item applies to the repeated group of the same rank, as far as
 * that group encloses the node. A node in a repeated group outside this scope keeps its bare path.
 */
export function scoped(
  offering: Offering,
  groups: readonly NodePath[],
  items: readonly ItemId[],
): (path: NodePath) => InstancePath {
  if (items.length === 0) return (path) => path;
  return (path) => {
    const within = offering.nodes.get(path)?.within ?? [];
    return within.reduceRight((instance, group, depth) => {
      const item = groups[depth] === group ? items[depth] : undefined;
      return item === undefined ? instance : `${group}:${item}${instance.slice(group.length)}`;
    }, path);
  };
}

/**
 * The items of a repeated group in their order. The smallest number the group asks for is there from the
 * start, with the ids "1", "2", …, so that a citizen begins with the first item and not with an empty list.
 */
export function itemsOf(
  offering: Offering,
  answers: Answers,
  group: NodePath,
  items: readonly ItemId[],
): readonly ItemId[] {
  const stored = answers.items[groupInstance(offering, group, items)];
  if (stored) return stored;
  const min = groupAt(offering, group)?.repeat?.min ?? 0;
  return Array.from({ length: min }, (_, index) => String(index + 1));
}

/** The instance path of a repeated group within the items around it. */
export function groupInstance(
  offering: Offering,
  group: NodePath,
  items: readonly ItemId[],
): InstancePath {
  return scoped(offering, offering.nodes.get(group)?.within ?? [], items)(group);
}

export function groupAt(offering: Offering, path: NodePath): Group | undefined {
  const node = offering.nodes.get(path)?.node;
  return node?.type === "group" ? node : undefined;
}
