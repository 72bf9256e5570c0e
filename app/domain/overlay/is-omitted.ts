import type { Node } from "../service.ts";

/** Whether a node is never asked: left out by the service's package, or by the municipality. */
export function isOmitted(node: Node): boolean {
  if (node.type === "field") return node.kind === "hidden";
  return node.when?.op === "not" && node.when.condition.op === "always";
}
