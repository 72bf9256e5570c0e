import { operandsOf } from "../calculated.ts";
import { pathsOf } from "../evaluate.ts";
import type { Condition } from "../condition.ts";
import { joinPath, parentPath, type NodePath } from "../path.ts";
import type { Node, ServiceDefinition } from "../service.ts";

/**
 * Nodes on which something else of the service hangs: a condition, a rule, a fee, a calculation, the title of an item, the
 * responsible municipality; and the groups around them. What one of them asks cannot be left out.
 */
export function steeringNodes(service: ServiceDefinition): ReadonlySet<NodePath> {
  const found = new Set<NodePath>();
  const add = (path: NodePath | undefined): void => {
    for (let at = path ?? ""; at !== "" && !found.has(at); at = parentPath(at)) found.add(at);
  };
  const addAll = (...conditions: readonly (Condition | undefined)[]): void => {
    for (const condition of conditions) if (condition) pathsOf(condition).forEach(add);
  };
  const visit = (nodes: readonly Node[], parent: NodePath): void => {
    for (const node of nodes) {
      addAll(node.when);
      if (node.type === "group") {
        const path = joinPath(parent, node.id);
        if (node.presence !== undefined) add(joinPath(parent, node.presence));
        for (const title of node.itemTitle ?? []) add(joinPath(path, title));
        visit(node.children, path);
      } else if (node.calculated) {
        operandsOf(node.calculated).forEach((operand) => {
          add(operand.replace(/#count$/, ""));
        });
      }
    }
  };
  visit(service.nodes, "");
  for (const page of service.pages) addAll(page.when);
  for (const rule of service.rules) {
    addAll(rule.condition);
    add(rule.target);
  }
  for (const { when } of service.fees?.free ?? []) addAll(when);
  for (const { when, by, times, each, reductions } of service.fees?.positions ?? []) {
    addAll(when, ...reductions.map((reduction) => reduction.when));
    add(by);
    add(times);
    add(each?.group);
  }
  add(service.responsibleAt);
  return found;
}
