import type { Offering } from "../offering.ts";
import type { NodePath } from "../path.ts";

/** Which node of one version is which of another: by path, else by its FIM id if that is the only one of its kind. */
export interface NodeMatch {
  /** From paths of the older version to those of the newer one. */
  readonly paths: ReadonlyMap<NodePath, NodePath>;
  readonly added: readonly NodePath[];
  readonly removed: readonly NodePath[];
}

export function matchNodes(before: Offering, after: Offering): NodeMatch {
  const paths = new Map<NodePath, NodePath>();
  for (const [path, { node }] of before.nodes) {
    if (after.nodes.get(path)?.node.type === node.type) paths.set(path, path);
  }
  const strays = {
    before: straysById(before, (path) => paths.has(path)),
    after: straysById(after, (path) => paths.get(path) === path),
  };
  for (const [id, [path, ...others]] of strays.before) {
    const [target, ...otherTargets] = strays.after.get(id) ?? [];
    if (path !== undefined && target !== undefined && others.length + otherTargets.length === 0)
      paths.set(path, target);
  }
  const found = new Set(paths.values());
  return {
    paths,
    added: [...after.nodes.keys()].filter((path) => !found.has(path)),
    removed: [...before.nodes.keys()].filter((path) => !paths.has(path)),
  };
}

/** Nodes without a counterpart, by FIM id and type. */
function straysById(
  { nodes }: Offering,
  isMatched: (path: NodePath) => boolean,
): ReadonlyMap<string, readonly NodePath[]> {
  const strays = [...nodes.values()].filter(({ path, node }) => node.fim && !isMatched(path));
  const byId = Map.groupBy(strays, ({ node }) => `${node.type} ${node.fim?.id ?? ""}`);
  return new Map([...byId].map(([id, group]) => [id, group.map(({ path }) => path)]));
}
