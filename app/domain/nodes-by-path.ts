import { joinPath, type NodePath } from "./path.ts";
import type { Node } from "./service.ts";

/** All nodes by their path, in the order of the form. */
export function nodesByPath(nodes: readonly Node[]): ReadonlyMap<NodePath, Node> {
  const found = new Map<NodePath, Node>();
  const visit = (siblings: readonly Node[], parent: NodePath): void => {
    for (const node of siblings) {
      const path = joinPath(parent, node.id);
      found.set(path, node);
      if (node.type === "group") visit(node.children, path);
    }
  };
  visit(nodes, "");
  return found;
}
