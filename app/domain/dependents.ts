import { operandsOf } from "./calculated.ts";
import { pathsOf } from "./evaluate.ts";
import { isFilled } from "./answer-source.ts";
import { deriveOnce, type Offering, type PlacedPage } from "./offering.ts";
import { joinPath, parentPath, type NodePath } from "./path.ts";
import type { Rule } from "./rule.ts";

/** One step of "hangs on": the node's standing or answer is decided by another node. */
export interface Dependency {
  readonly on: string;
  readonly rule?: Rule;
}

/** The vertex of what is answered below a group, as against whether the group applies. */
export function contentOf(group: NodePath): string {
  return `${group}/*`;
}

/** On what each node hangs; made once, linear in nodes and rules. */
export function dependenciesOf(offering: Offering): ReadonlyMap<string, readonly Dependency[]> {
  return deriveOnce(offering, "dependencies", () => {
    const all = new Map<string, Dependency[]>();
    const vertexOf = (path: NodePath): string =>
      offering.nodes.get(path)?.node.type === "group" ? contentOf(path) : path;
    for (const [path, { node }] of offering.nodes) {
      const parent = parentPath(path);
      const own: Dependency[] = parent === "" ? [] : [{ on: parent }];
      for (const { paths, rule } of offering.hangs.get(path) ?? []) {
        own.push(...paths.map((on) => ({ on: vertexOf(on), ...(rule && { rule }) })));
      }
      if (node.type === "field" && node.calculated) {
        const operands = operandsOf(node.calculated).map((on) => on.replace(/#count$/, ""));
        own.push(...operands.map((on) => ({ on: vertexOf(on) })));
      }
      const when = node.type === "field" ? offering.pageOf.get(path)?.page.when : undefined;
      if (when) own.push(...pathsOf(when).map((on) => ({ on: vertexOf(on) })));
      all.set(path, own);
      if (node.type === "field") continue;
      const filled = node.children.filter(isFilled);
      all.set(
        contentOf(path),
        filled.map(({ id }) => ({ on: vertexOf(joinPath(path, id)) })),
      );
    }
    return all;
  });
}

/** Everything whose standing or answer hangs on what is asked on a page, over however many steps. */
export function dependentsOf(
  offering: Offering,
  { page, fields }: PlacedPage,
): ReadonlySet<string> {
  const dependents = deriveOnce(offering, "dependents", () => {
    const reverse = new Map<string, string[]>();
    for (const [path, dependencies] of dependenciesOf(offering)) {
      for (const { on } of dependencies) {
        const known = reverse.get(on);
        if (known) known.push(path);
        else reverse.set(on, [path]);
      }
    }
    return reverse;
  });
  return deriveOnce(offering, `dependents ${page.id}`, () => {
    const found = new Set<string>();
    const open = fields.map(({ path }) => path);
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const next of dependents.get(path) ?? []) {
        if (found.has(next)) continue;
        found.add(next);
        open.push(next);
      }
    }
    return found;
  });
}
