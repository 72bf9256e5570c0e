import type { Value } from "../fields/kinds.ts";
import type { InstancePath } from "../path.ts";

/** What a person wants of the decisions, by their names; lists by numbers of items. */
export type Wanted = ReadonlyMap<InstancePath, Value | undefined>;

/** A rule that is broken at first. */
export interface Slip {
  /** Id of the page that tells it; undefined: the review does, once everything is answered. */
  readonly page: string | undefined;
  readonly wanted: Wanted;
}
/** What is uploaded stays: a slip cannot hang on files that are not wanted in the end. */
export function keepsFiles(slip: Slip, wanted: Wanted): boolean {
  return [...slip.wanted].every(([name, value]) => {
    const other = wanted.get(name);
    return [value, other].some(isFiles) ? JSON.stringify(value) === JSON.stringify(other) : true;
  });
}

function isFiles(value: Value | undefined): boolean {
  return Array.isArray(value) && typeof value[0] === "object" && "sha256" in value[0];
}
