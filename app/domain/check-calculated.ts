import { operandsOf } from "./calculated.ts";
import type { Expression } from "./expression.ts";
import type { Offering, PlacedNode } from "./offering.ts";
import type { NodePath } from "./path.ts";
import type { ServiceProblem } from "./service-problem.ts";
import type { Field } from "./service.ts";

/**
 * Checks fields that follow from others: that the others exist and are of a fitting kind, and that they are asked before, which
 * leaves no circles.
 */
export function checkCalculated(offering: Offering): readonly ServiceProblem[] {
  const order = new Map<NodePath, number>();
  for (const { page, fields } of offering.pages) {
    if (page.kind === "items") order.set(page.group, order.size);
    for (const { path } of fields) order.set(path, order.size);
  }
  return [...offering.nodes.values()].flatMap((placed): ServiceProblem[] => {
    const { path, node } = placed;
    if (node.type !== "field" || !node.calculated) return [];
    // Nobody can be made to answer it.
    if (node.required) return [{ code: "calculatedRequired", path }];
    if (node.repeat || !resultKinds[node.calculated.op].includes(node.kind)) {
      return [{ code: "calculatedKind", path, detail: node.kind }];
    }
    const { calculated } = node;
    return operandsOf(calculated).flatMap((operand): ServiceProblem[] => {
      const at = operand.replace(/#count$/, "");
      if (!isFitting(offering, placed, node, calculated, at)) {
        return [{ code: "calculatedOperand", path, detail: at }];
      }
      return (order.get(at) ?? Infinity) < (order.get(path) ?? -1)
        ? []
        : [{ code: "calculatedLooksForward", path, detail: at }];
    });
  });
}

const resultKinds: Readonly<Record<Expression["op"], readonly Field["kind"][]>> = {
  sum: ["integer", "number", "money"],
  difference: ["integer", "number", "money"],
  count: ["integer"],
  age: ["integer"],
  days: ["integer"],
};

function isFitting(
  { nodes }: Offering,
  placed: PlacedNode,
  { kind }: Field,
  { op }: Expression,
  path: NodePath,
): boolean {
  const operand = nodes.get(path);
  if (!operand) return false;
  const isInScope = operand.within.every((group) => placed.within.includes(group));
  if (op === "count") {
    return isInScope && operand.node.type === "group" && operand.node.repeat !== undefined;
  }
  if (operand.node.type !== "field" || (operand.node.repeat && op !== "sum")) return false;
  if (op === "age" || op === "days") return isInScope && operand.node.kind === "date";
  const fits = operand.node.kind === kind || (kind === "number" && operand.node.kind === "integer");
  return fits && (op === "sum" || isInScope);
}
