import type { Offering } from "../offering.ts";
import { readInstance } from "../answer-source.ts";
import type { NodePath } from "../path.ts";
import { findPaths, type FindOptions } from "./find-paths.ts";
import type { Person } from "./person.ts";
import { playPerson } from "./play-person.ts";
import { eachPerson } from "./walk-persons.ts";

/** Where an example person does not get through, or the form acts otherwise forwards than backwards. */
export interface Stumble {
  /** Node path; the address of the page where it is no single question. */
  readonly path: NodePath;
  /** `noExample`: no answer was found that the question takes. `stuck`: the page refuses right answers. `unlike`: see `detail`. */
  readonly kind: "noExample" | "stuck" | "unlike";
  readonly detail: string;
}

export interface Rehearsal {
  readonly persons: number;
  /** Pages posted. */
  readonly steps: number;
  /** False where not everybody was sent through, for it had taken too long. */
  readonly complete: boolean;
  readonly stumbles: readonly Stumble[];
}

/** So many posts of pages take some seconds for the largest genuine services. */
const mostSteps = 3000;

/** Sends every example person through the engine: forwards with all mistakes, backwards, and through all pages again. */
export function rehearse(offering: Offering, options: FindOptions): Rehearsal {
  const found = findPaths(offering, options);
  const stumbles = new Map<string, Stumble>();
  let [persons, steps] = [0, 0];
  for (const person of eachPerson(offering, found, options)) {
    if (steps > mostSteps)
      return { persons, steps, complete: false, stumbles: [...stumbles.values()] };
    persons += 1;
    steps += person.steps.length;
    for (const one of stumblesOf(offering, person)) stumbles.set(`${one.path} ${one.kind}`, one);
  }
  return { persons, steps, complete: true, stumbles: [...stumbles.values()] };
}

function stumblesOf(offering: Offering, person: Person): readonly Stumble[] {
  if (person.trouble.length > 0)
    return person.trouble.map(({ page, name, code }) => ({
      path: name === "" ? page : readInstance(name).nodePath,
      kind: code === "noExample" ? "noExample" : "stuck",
      detail: code,
    }));
  return playPerson(offering, person).faults.map((fault) => ({
    path: fault.split(/[: ]/, 1)[0] ?? "",
    kind: "unlike",
    detail: fault,
  }));
}
