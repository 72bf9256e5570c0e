import { query } from "#db/connect.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { furthestStep, isComplete, withAnswers } from "../domain/journey.ts";
import { exampleAnswers } from "../domain/paths/example-answers.ts";
import { contentWith, newDraft, writeDraft, type DraftTicket } from "./draft.server.ts";
import { openJourney, type NoJourney, type Visit } from "./open-journey.server.ts";
import { passDraftLimit, type HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";

export type ExampleOutcome =
  | NoJourney
  | HeldUp
  /** Only a test is filled in by the portal. */
  | { readonly kind: "notATest" }
  | {
      readonly kind: "filled";
      readonly ticket: DraftTicket;
      /** What is left to do there, e.g. a file; undefined: the review. */
      readonly address: string | undefined;
    };

/** Begins a test application with the answers of an invented person, so that nobody types those of a real one. */
export async function fillExample(
  portal: Portal,
  visit: Visit,
  sender: Sender,
): Promise<ExampleOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, municipality, today, test } = open;
  if (!test) return { kind: "notATest" };
  const held = open.draft ? undefined : await passDraftLimit(portal, sender);
  if (held) return held;
  const now = portal.clock();
  const draft = open.draft ?? newDraft(open, now);
  const answers = exampleAnswers(journey.offering, today, municipality.state);
  const stored = await query(portal.database, (sql) =>
    writeDraft(sql, draft, contentWith(draft.content, answers), now),
  );
  // Another tab was faster.
  if (!stored) return fillExample(portal, visit, sender);
  const after = withAnswers(journey, answers);
  const address = isComplete(after) ? undefined : furthestStep(after)?.address;
  return { kind: "filled", ticket: stored.ticket, address };
}
