import { joinPath, type NodePath } from "../path.ts";
import type { Node } from "../service.ts";

/** The node at a path. */
export function nodeAt(nodes: readonly Node[], path: NodePath, parent = ""): Node | undefined {
  for (const node of nodes) {
    const own = joinPath(parent, node.id);
    if (own === path) return node;
    if (node.type === "group" && path.startsWith(`${own}/`))
      return nodeAt(node.children, path, own);
  }
  return undefined;
}
