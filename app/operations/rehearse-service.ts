import type { FileProblem } from "../catalogue/file-problem.ts";
import { dayOf } from "../domain/deadline.ts";
import { compileOffering } from "../domain/offering.ts";
import { rehearse, type Stumble } from "../domain/paths/rehearse.ts";
import type { ServiceDefinition } from "../domain/service.ts";

/** Sends example persons through a service, in memory; a problem of the author for each place where one does not get through. */
export function rehearseService(
  service: ServiceDefinition,
  file: string,
  at: Date,
): readonly FileProblem[] {
  const { stumbles } = rehearse(compileOffering(service), { today: dayOf(at) });
  return stumbles.map(({ path, kind, detail }) => ({
    file,
    path,
    code: `rehearsal.${kind}`,
    message: `${texts[kind].message}${kind === "noExample" ? "" : ` (${detail})`}`,
    remedy: texts[kind].remedy,
  }));
}

const texts: Readonly<Record<Stumble["kind"], Pick<FileProblem, "message" | "remedy">>> = {
  noExample: {
    message: "must be answered, and no answer was found that it takes",
    remedy: "look at its pattern, its bounds and its lengths: some of them contradict each other.",
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
