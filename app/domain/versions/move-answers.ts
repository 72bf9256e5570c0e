import type { Answers, Origin } from "../answers.ts";
import type { CheckContext } from "../fields/field-kind.ts";
import type { Value } from "../fields/kinds.ts";
import { fitValue } from "../fit-value.ts";
import { hasCode, type Offering } from "../offering.ts";
import type { InstancePath, ItemId, NodePath } from "../path.ts";
import { matchNodes } from "./match-nodes.ts";

export interface MovedAnswers {
  readonly answers: Answers;
  /** Places in the newer version whose answer did not fit: to be answered anew. */
  readonly anew: readonly InstancePath[];
  /** Places of the older version that the newer one does not ask any more. */
  readonly dropped: readonly InstancePath[];
}

/**
 * Takes answers along from one version of a service to another: what still fits is kept, under the new place where a
 * question has moved. Answers to hidden questions are kept like all others.
 */
export function moveAnswers(
  before: Offering,
  after: Offering,
  answers: Answers,
  today: string,
): MovedAnswers {
  const { paths } = matchNodes(before, after);
  const context: CheckContext = { today, hasCode: (list, code) => hasCode(after, list, code) };
  const values: Record<InstancePath, Value> = {};
  const origins: Record<InstancePath, Origin> = {};
  const anew: InstancePath[] = [];
  const dropped: InstancePath[] = [];
  for (const [name, value] of Object.entries(answers.values)) {
    const place = moved(name, paths, before, after);
    const node = place && after.nodes.get(place.path)?.node;
    if (!place || node?.type !== "field") dropped.push(name);
    else {
      const fitting = fitValue(value, node, context);
      if (fitting === undefined) anew.push(place.name);
      else {
        values[place.name] = fitting;
        const origin = answers.origins?.[name];
        if (origin !== undefined) origins[place.name] = origin;
      }
    }
  }
  const items: Record<InstancePath, readonly ItemId[]> = {};
  for (const [name, ids] of Object.entries(answers.items)) {
    const place = moved(name, paths, before, after);
    const node = place && after.nodes.get(place.path)?.node;
    if (place && node?.type === "group" && node.repeat) items[place.name] = ids;
  }
  const moving = { ...answers, values, items, ...(answers.origins && { origins }) };
  return { answers: moving, anew, dropped };
}

/** Where an instance lies in the newer version; undefined where it has no place in the same number of lists. */
function moved(
  name: InstancePath,
  paths: ReadonlyMap<NodePath, NodePath>,
  before: Offering,
  after: Offering,
): { readonly path: NodePath; readonly name: InstancePath } | undefined {
  const from = name.replace(/:[^/]*/g, "");
  const path = paths.get(from);
  if (path === undefined) return undefined;
  const ids = [...name.matchAll(/:([^/]*)/g)].map(([, id = ""]) => id);
  const groups = before.nodes.get(from)?.within ?? [];
  const target = after.nodes.get(path)?.within ?? [];
  const sameLists =
    groups.length === target.length && groups.every((group, at) => paths.get(group) === target[at]);
  if (!sameLists) return undefined;
  const instance = target.reduceRight(
    (whole, group, depth) => `${group}:${ids[depth] ?? ""}${whole.slice(group.length)}`,
    path,
  );
  return { path, name: instance };
}
