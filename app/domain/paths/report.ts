import type { Offering } from "../offering.ts";
import type { NodePath } from "../path.ts";
import type { DeadEnd } from "./dead-ends.ts";
import { findPaths, type FindOptions } from "./find-paths.ts";
import type { Person } from "./person.ts";
import type { Unreachable } from "./unreachable.ts";
import { walkPersons } from "./walk-persons.ts";

/** All ways through a service as plain data, complete, for machines. */
export interface PathsReport {
  readonly id: string;
  readonly version: string;
  /** Pages that the service has. */
  readonly pages: number;
  /** How many different forms it can become, in decimal digits: no number is too large. */
  readonly paths: string;
  /** False where a bound was reached: then there are at least so many. */
  readonly complete: boolean;
  readonly components: readonly {
    readonly decides: readonly NodePath[];
    readonly decided: readonly NodePath[];
    readonly paths: string;
    readonly complete: boolean;
  }[];
  readonly deadEnds: readonly DeadEnd[];
  readonly unreachable: readonly Unreachable[];
  /** Fewer people cannot show all of it. */
  readonly leastPersons: number;
  /** Whether it is proven that no fewer people show all of it. */
  readonly smallest: boolean;
  /** Few who together see every page, give every answer that makes a difference and make every kind of mistake. */
  readonly persons: readonly Person[];
}

/** Finds all ways through an offering and lets people walk them. */
export function reportPaths(offering: Offering, options: FindOptions): PathsReport {
  const found = findPaths(offering, options);
  const { id, version, pages } = offering.service;
  return {
    id,
    version,
    pages: pages.length,
    paths: String(found.paths),
    complete: found.complete,
    components: found.components.map((one) => ({ ...one, paths: String(one.paths) })),
    deadEnds: found.deadEnds,
    unreachable: found.unreachable,
    leastPersons: found.leastPersons,
    smallest: found.complete && found.plans.length === found.leastPersons,
    persons: walkPersons(offering, found, options),
  };
}
