import type { FieldKind } from "../fields/kinds.ts";
import type { Offering } from "../offering.ts";
import type { Node } from "../service.ts";
import type { DataValue } from "../submission.ts";
import type { CarriedAnswer } from "./carried.ts";

/** Files stay where they are, a declaration is made anew each time, and the rest is nothing that anybody answered. */
const left: ReadonlySet<FieldKind> = new Set([
  "file",
  "declaration",
  "staticText",
  "hidden",
  "locked",
]);

/** Whether answers of a kind are taken from one application to another. */
export function isCarried(kind: FieldKind): boolean {
  return !left.has(kind);
}

/**
 * The answers in `data` (see `buildData`) that can be found again by their FIM ids. What stands in repeated groups stays
 * behind: nothing tells which item of another service it would be.
 */
export function collectAnswers(
  { service }: Offering,
  data: Readonly<Record<string, DataValue>>,
): readonly CarriedAnswer[] {
  const collect = (
    nodes: readonly Node[],
    level: Readonly<Record<string, DataValue>>,
    around: readonly string[],
  ): CarriedAnswer[] =>
    nodes.flatMap((node): CarriedAnswer[] => {
      const value = level[node.id];
      if (value === undefined) return [];
      const fim = node.fim ? [...around, node.fim.id] : around;
      if (node.type === "field") {
        return node.fim && isCarried(node.kind)
          ? [{ fim: [...fim], kind: node.kind, label: node.label.de, value: value as never }]
          : [];
      }
      const isGroup = typeof value === "object" && !Array.isArray(value);
      return isGroup && !node.repeat
        ? collect(node.children, value as Record<string, DataValue>, fim)
        : [];
    });
  return collect(service.nodes, data, []);
}
