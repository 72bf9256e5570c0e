import type { Condition } from "../condition.ts";
import { pathsOf } from "../evaluate.ts";
import type { Offering } from "../offering.ts";
import type { NodePath } from "../path.ts";
import type { ServiceProblem } from "../service-problem.ts";
import { feeTableOf, type FeeEntry, type FeePosition, type Fees, type FeeTable } from "./fee.ts";

/**
 * Checks what a service says of fees: that conditions and amounts hang on questions that exist, that every entry is there and
 * used, and that tables by code name all codes of their list and no other.
 */
export function checkFees(offering: Offering): readonly ServiceProblem[] {
  const { fees } = offering.service;
  if (!fees) return [];
  const table = feeTableOf(fees);
  return [
    ...checkUsed(fees),
    ...Object.entries(table).flatMap(([name, entry]) => checkRanges(name, entry)),
    ...fees.free.flatMap(({ when }) => checkPaths(offering, "free", [], when)),
    ...repeated(fees.positions.map(({ id }) => id)).map((id) => problem("duplicateId", id)),
    ...fees.positions.flatMap((position) => checkPosition(offering, position, table)),
  ];
}

function problem(code: ServiceProblem["code"], at: string, detail?: string): ServiceProblem {
  return { code, path: `fees/${at}`, ...(detail !== undefined && { detail }) };
}

/** An entry that nothing names is one that somebody fills in for nothing. */
function checkUsed({ table, positions }: Fees): ServiceProblem[] {
  const used = new Set(
    positions.flatMap(({ entry, minimum, maximum, reductions }) => [
      entry,
      minimum,
      maximum,
      ...reductions.map((one) => one.entry),
    ]),
  );
  return Object.keys(table)
    .filter((name) => !used.has(name))
    .map((name) => problem("feeEntry", name, "never used"));
}

function checkRanges(name: string, entry: FeeEntry): ServiceProblem[] {
  if (entry.kind !== "ranges") return [];
  const ends = entry.ranges.map(({ upTo = Infinity }) => upTo);
  const rising = ends.every((end, index) => index === 0 || end > (ends[index - 1] ?? 0));
  return rising ? [] : [problem("feeRanges", name)];
}

function checkPosition(
  offering: Offering,
  position: FeePosition,
  table: FeeTable,
): ServiceProblem[] {
  const { id, when, each, reductions, minimum, maximum, times } = position;
  const group = each && offering.nodes.get(each.group);
  const within = each ? [each.group] : [];
  if (each && (group?.node.type !== "group" || !group.node.repeat || group.within.length > 0)) {
    return [problem("feeNode", id, each.group)];
  }
  return [
    ...[when, ...reductions.map((one) => one.when)].flatMap((condition) =>
      condition ? checkPaths(offering, id, within, condition) : [],
    ),
    ...kindProblem(id, table, position.entry, ["amount", "codes", "ranges"]),
    ...[minimum, maximum].flatMap((name) => kindProblem(id, table, name, ["amount"])),
    ...reductions.flatMap(({ entry }) => kindProblem(id, table, entry, ["percent"])),
    ...checkBy(offering, position, table, within),
    ...(times === undefined || fieldIn(offering, times, within)?.kind === "integer"
      ? []
      : [problem("feeNode", id, times)]),
  ];
}

function checkBy(
  offering: Offering,
  { id, by, entry: name }: FeePosition,
  table: FeeTable,
  within: readonly NodePath[],
): ServiceProblem[] {
  const entry = table[name];
  if (entry?.kind !== "codes" && entry?.kind !== "ranges") {
    return by === undefined ? [] : [problem("feeNode", id, by)];
  }
  const field = by === undefined ? undefined : fieldIn(offering, by, within);
  if (entry.kind === "ranges") {
    return field && ["integer", "number", "money"].includes(field.kind) && !field.repeat
      ? []
      : [problem("feeNode", id, by)];
  }
  if (field?.kind !== "choice" || field.repeat) return [problem("feeNode", id, by)];
  const codes = offering.codes.get(field.options.list);
  const missing = [...(codes?.keys() ?? [])].filter((code) => !Object.hasOwn(entry.cents, code));
  const unknown = Object.keys(entry.cents).filter((code) => codes?.has(code) !== true);
  return [
    ...missing.map((code) => problem("feeCodeMissing", name, code)),
    ...unknown.map((code) => problem("feeCodeUnknown", name, code)),
  ];
}

function kindProblem(
  id: string,
  table: FeeTable,
  name: string | undefined,
  kinds: readonly FeeEntry["kind"][],
): ServiceProblem[] {
  if (name === undefined) return [];
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  return entry && kinds.includes(entry.kind) ? [] : [problem("feeEntry", id, name)];
}

function checkPaths(
  offering: Offering,
  id: string,
  within: readonly NodePath[],
  condition: Condition,
): ServiceProblem[] {
  return pathsOf(condition)
    .filter((path) => !fieldIn(offering, path, within))
    .map((path) => problem("feeNode", id, path));
}

/** A field that one citizen answers once: outside of repeated groups, but for the one that the position goes through. */
function fieldIn({ nodes }: Offering, path: NodePath, groups: readonly NodePath[]) {
  const placed = nodes.get(path);
  if (placed?.node.type !== "field") return undefined;
  return placed.within.every((group) => groups.includes(group)) ? placed.node : undefined;
}

function repeated(ids: readonly string[]): readonly string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
