import type { Condition } from "#app/domain/condition.ts";
import { mapPaths } from "#app/domain/evaluate.ts";
import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import type { Node, Page } from "#app/domain/service.ts";
import type { ServicePackage } from "./package.ts";
import { warning, type ImportProblem } from "./problems.ts";

/**
 * Brings a package up to another version of its schema: what it says of a node that moved goes along, where the id is
 * found at one other place only; what it says of a node that is gone is left out. Either is told one by one.
 */
export function carryOver(
  servicePackage: ServicePackage,
  nodes: readonly Node[],
  problems: ImportProblem[],
): ServicePackage {
  const places = placesOf(nodes);
  const told = new Set<string>();
  const named = new Set(Object.keys(servicePackage.nodes));
  const find = (path: string): string | undefined => {
    if (places.paths.has(path)) return path;
    const [place, ...others] = places.byId.get(idOf(path)) ?? [];
    const isFree = place !== undefined && others.length === 0 && !named.has(place);
    if (!told.has(path)) {
      told.add(path);
      problems.push(
        isFree
          ? warning("nodeMoved", `"${path}" of the package now is "${place}"`, { path })
          : warning("unknownNode", `the schema has no node "${path}" any more`, { path }),
      );
    }
    return isFree ? place : undefined;
  };
  const present = (paths: readonly string[]): string[] => paths.flatMap((path) => find(path) ?? []);
  // A condition is never left out: it would show what must not be shown. What it names and nobody has is an error.
  const follow = (condition: Condition): Condition =>
    mapPaths(condition, (path) => moved(path, places));
  const withCondition = <T extends { readonly when?: Condition | undefined }>(one: T): T =>
    one.when ? { ...one, when: follow(one.when) } : one;
  return {
    ...servicePackage,
    ...(servicePackage.rules && {
      rules: servicePackage.rules.map((rule) => ({
        ...rule,
        bearer: moved(rule.bearer, places),
        ...(rule.target !== undefined && { target: moved(rule.target, places) }),
        condition: follow(rule.condition),
      })),
    }),
    nodes: Object.fromEntries(
      Object.entries(servicePackage.nodes).flatMap(([path, overlay]) => {
        const place = find(path);
        return place === undefined ? [] : [[place, withCondition(overlay)]];
      }),
    ),
    ...(servicePackage.pages && {
      pages: servicePackage.pages.map(withCondition).flatMap((page): readonly Page[] => {
        const within = present(page.within);
        if (page.kind === "items") {
          const group = find(page.group);
          return group === undefined ? [] : [{ ...page, within, group }];
        }
        const left = present(page.nodes);
        return left.length === 0 ? [] : [{ ...page, within, nodes: left }];
      }),
    }),
    ...(servicePackage.fees && {
      fees: {
        ...servicePackage.fees,
        free: servicePackage.fees.free.map((one) => ({ ...one, when: follow(one.when) })),
        positions: servicePackage.fees.positions.map((position) => ({
          ...withCondition(position),
          reductions: position.reductions.map((one) => ({ ...one, when: follow(one.when) })),
        })),
      },
    }),
    pageChanges: Object.fromEntries(
      Object.entries(servicePackage.pageChanges).map(([id, change]) => [
        id,
        { ...withCondition(change), ...(change.nodes && { nodes: present(change.nodes) }) },
      ]),
    ),
  };
}

interface Places {
  readonly paths: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, readonly string[]>;
}

function placesOf(nodes: readonly Node[]): Places {
  const paths = [...nodesByPath(nodes).keys()];
  return { paths: new Set(paths), byId: Map.groupBy(paths, idOf) };
}

/** Where a node is by now, if its id is found at one other place only. */
function moved(path: string, { paths, byId }: Places): string {
  if (path === "" || paths.has(path)) return path;
  const [place, ...others] = byId.get(idOf(path)) ?? [];
  return place !== undefined && others.length === 0 ? place : path;
}

function idOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
