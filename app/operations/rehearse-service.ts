import type { FileProblem } from "../catalogue/file-problem.ts";
import { dayOf } from "../domain/deadline.ts";
import { compileOffering } from "../domain/offering.ts";
import { rehearse, type Stumble } from "../domain/paths/rehearse.ts";
import type { ServiceDefinition } from "../domain/service.ts";

/** Places where an example person does not get through. */
export interface RehearsalProblems {
  readonly refusals: readonly FileProblem[];
  /** Questions without an example: people may well know answers that were not thought of. */
  readonly warnings: readonly FileProblem[];
}

/** Sends example persons through a service, in memory. */
export function rehearseService(
  service: ServiceDefinition,
  file: string,
  at: Date,
): RehearsalProblems {
  const { stumbles } = rehearse(compileOffering(service), { today: dayOf(at) });
  const [warnings = [], refusals = []] = [true, false].map((mild) =>
    stumbles
      .filter(({ kind }) => (kind === "noExample") === mild)
      .map((stumble) => problemOf(stumble, file)),
  );
  return { refusals, warnings };
}

function problemOf({ path, kind, detail }: Stumble, file: string): FileProblem {
  const { message, remedy } = texts[kind];
  return {
    file,
    path,
    code: `rehearsal.${kind}`,
    message: kind === "noExample" ? message : `${message} (${detail})`,
    remedy,
  };
}

const texts: Readonly<Record<Stumble["kind"], Pick<FileProblem, "message" | "remedy">>> = {
  noExample: {
    message: "must be answered, and no answer was found that it takes",
    remedy: "look whether its pattern, its bounds and its lengths contradict each other.",
  },
  stuck: {
    message: "an example person does not get past this place",
    remedy:
      "look at the rules and bounds of this page; `npx einmal service paths` prints the whole way.",
  },
  unlike: {
    message: "the form acts otherwise when somebody goes back, or comes again",
    remedy: "look at the conditions of this page; `npx einmal service paths` prints the whole way.",
  },
};
