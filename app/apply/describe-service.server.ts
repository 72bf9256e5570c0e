import type { Opening } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { furthestStep, isComplete } from "../domain/journey.ts";
import type { Municipality } from "../domain/municipality.ts";
import { prefill } from "../domain/prefill.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import type { Text } from "../domain/text.ts";
import {
  openJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import type { Giver } from "./prefill-draft.server.ts";
import { signInState, type SignInState } from "./sign-in-state.server.ts";
import { languageShare, type LanguageShare } from "./service-languages.server.ts";

/** A service before one starts, with what the browser has begun or filed of it. */
export interface DescribedService {
  readonly kind: "service";
  readonly municipality: Municipality;
  readonly service: ServiceDefinition;
  readonly opening: Opening;
  /** Whether what is filed from here is synthetic. */
  readonly test: boolean;
  /** How far it speaks the languages that were asked about. */
  readonly languages: readonly LanguageShare[];
  /** Address of the first page; undefined where one cannot begin. */
  readonly start: string | undefined;
  readonly draft:
    | {
        readonly expiresAt: Date;
        /** Where to go on; undefined: the review. */
        readonly address: string | undefined;
      }
    | undefined;
  readonly signIn: SignInState;
  /** Questions that the link fills in. */
  readonly prefilled: readonly Text[];
  /** Reference of what this browser filed last. */
  readonly filed: string | undefined;
}

/** Describes a service of a municipality. What was filed does not keep anyone from applying once more. */
export async function describeService(
  portal: Portal,
  visit: Visit,
  languages: readonly string[] = [],
  giver?: Giver,
): Promise<Exclude<NoJourney, { kind: "filed" | "shut" }> | DescribedService> {
  const own = await openJourney(portal, visit, { evenShut: true });
  const filed = own.kind === "filed" ? own.reference : undefined;
  const open =
    filed === undefined
      ? own
      : await openJourney(portal, { ...visit, ticket: undefined }, { evenShut: true });
  if (open.kind === "filed") throw new Error("without a ticket nothing can be filed");
  if (open.kind === "shut") throw new Error("it was asked for even if it is shut");
  if (open.kind !== "open") return open;
  const { municipality, journey, draft, opening, test } = open;
  const isOpen = opening.state.kind === "open";
  return {
    kind: "service",
    municipality,
    service: journey.offering.service,
    opening,
    test,
    languages: languages.map((language) => languageShare(journey.offering, language)),
    start: isOpen ? journey.steps[0]?.address : undefined,
    draft: draft && {
      expiresAt: draft.row.expiresAt,
      address: isComplete(journey) ? undefined : furthestStep(journey)?.address,
    },
    signIn: signInState(portal, open),
    prefilled: giver && (isOpen || draft) ? prefilledLabels(open, giver) : [],
    filed,
  };
}

function prefilledLabels({ journey, today }: OpenJourney, giver: Giver): readonly Text[] {
  const { offering, answers } = journey;
  const { taken } = prefill(offering, answers, "link", giver(offering), today);
  return taken.flatMap((path) => offering.nodes.get(path)?.node.label ?? []);
}
