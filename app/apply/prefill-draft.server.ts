import { query } from "#db/connect.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Origin } from "../domain/answers.ts";
import { furthestStep, isComplete, withAnswers } from "../domain/journey.ts";
import type { Offering } from "../domain/offering.ts";
import { givenByAttributes, givenByLink, prefill, type Given } from "../domain/prefill.ts";
import { withoutOrigin, type Attributes } from "../domain/provider-answers.ts";
import {
  contentWith,
  newDraft,
  writeDraft,
  type DraftTicket,
  type SignedInDraft,
} from "./draft.server.ts";
import { openJourney, type NoJourney, type Visit } from "./open-journey.server.ts";

export type PrefillOutcome =
  | NoJourney
  | {
      readonly kind: "prefilled";
      /** Undefined where nothing fitted, so that no draft came into being. */
      readonly ticket: DraftTicket | undefined;
      /** Where to begin or go on; undefined: the review. */
      readonly address: string | undefined;
      readonly taken: number;
    };

/** What a source says of an offering. */
export type Giver = (offering: Offering) => readonly Given[];

/** The values of a link, by the parameters of its address. */
export function fromLink(parameters: URLSearchParams): Giver {
  return (offering) => givenByLink(offering, parameters);
}

/** What an identity provider says of whoever signed in there. */
export function fromProvider(attributes: Attributes): Giver {
  return (offering) => givenByAttributes(offering, attributes);
}

/**
 * Puts values from one source into the draft that the browser holds, or into a new one. What the person typed stays; what does
 * not fit its question is left out. `signedIn`: somebody has signed in; what came of an earlier sign-in goes.
 */
export async function prefillDraft(
  portal: Portal,
  visit: Visit,
  origin: Origin,
  giver: Giver,
  signedIn?: Omit<SignedInDraft, "kept">,
): Promise<PrefillOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, today } = open;
  const { offering } = journey;
  const now = portal.clock();
  const draft = open.draft ?? newDraft(open, now);
  const before = draft.content.answers;
  const others = signedIn ? withoutOrigin(before, origin) : before;
  const { answers, taken, kept } = prefill(offering, others, origin, giver(offering), today);
  const after = withAnswers(journey, answers);
  const begin = open.draft ? furthestStep(after) : after.steps[0];
  const address = open.draft && isComplete(after) ? undefined : begin?.address;
  if (taken.length === 0 && !signedIn)
    return { kind: "prefilled", ticket: undefined, address, taken: 0 };
  const content = {
    ...contentWith(draft.content, answers),
    ...(signedIn && { signedIn: { ...signedIn, kept } }),
  };
  const stored = await query(portal.database, (sql) => writeDraft(sql, draft, content, now));
  // Another tab was faster: what it wrote is looked at anew. Each round one of them gets on.
  if (!stored) return prefillDraft(portal, visit, origin, giver, signedIn);
  return { kind: "prefilled", ticket: stored.ticket, address, taken: taken.length };
}
