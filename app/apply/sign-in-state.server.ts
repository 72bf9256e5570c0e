import type { Portal } from "../catalogue/portal.server.ts";
import { reaches, type AssuranceLevel } from "../domain/assurance.ts";
import { questionsForProvider } from "../domain/provider-answers.ts";
import type { Text } from "../domain/text.ts";
import type { OpenJourney } from "./open-journey.server.ts";

/** How signing in stands for one service and draft. */
export interface SignInState {
  /** What citizens call the provider; undefined where there is none. */
  readonly provider: string | undefined;
  /** Before filing. */
  readonly needed: AssuranceLevel;
  /** Of the last sign-in in this draft; undefined: there was none. */
  readonly reached: AssuranceLevel | undefined;
  /** Whether that is enough to file. */
  readonly isEnough: boolean;
  /** Whether answers may go into the mailbox of the account, if the applicant wants that. */
  readonly hasMailbox: boolean;
  /** Questions that the provider can answer. */
  readonly asked: readonly Text[];
  /** Those that it has answered, and those that stayed as they were typed. */
  readonly taken: readonly Text[];
  readonly kept: readonly Text[];
}

export function signInState({ config }: Pick<Portal, "config">, open: OpenJourney): SignInState {
  const { offering, answers } = open.journey;
  const { signedIn } = open.draft?.content ?? {};
  const needed = offering.service.assurance ?? "none";
  const labels = (paths: readonly string[]) =>
    paths.flatMap((path) => offering.nodes.get(path)?.node.label ?? []);
  const taken = Object.entries(answers.origins ?? {})
    .filter(([path, origin]) => origin === "identityProvider" && path in answers.values)
    .map(([path]) => path);
  return {
    provider: config.identityProvider?.name,
    needed,
    reached: signedIn?.level,
    isEnough: reaches(signedIn?.level ?? "none", needed),
    hasMailbox: signedIn?.mailbox !== undefined,
    asked: labels(questionsForProvider(offering).map(({ path }) => path)),
    taken: labels(taken),
    kept: labels(signedIn?.kept ?? []),
  };
}
