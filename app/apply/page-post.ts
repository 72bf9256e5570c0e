import { nextStep, stepAt, type Journey } from "../domain/journey.ts";
import type { FieldError, RawInput } from "../domain/page-form.ts";
import type { InstancePath } from "../domain/path.ts";
import type { DraftTicket } from "./draft.server.ts";
import type { UploadedFile } from "./page-files.server.ts";
import type { Intent } from "../domain/intent.ts";
import type { Elsewhere, NoJourney } from "./open-journey.server.ts";
import type { HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";

/** What a citizen posted on a page. */
export interface PagePost {
  readonly address: string;
  readonly intent: Intent;
  readonly raw: RawInput;
  /** By the name of the control. */
  readonly files: readonly UploadedFile[];
  /** Whether the citizen came from the review and goes back there. */
  readonly fromReview: boolean;
  /** Absent where no browser sent it: then nothing is counted and no limit holds. */
  readonly sender?: Sender;
}

export type SaveOutcome =
  | NoJourney
  | Elsewhere
  | { readonly kind: "unknownPage" }
  | HeldUp
  /** Put aside, unchecked and as typed. */
  | { readonly kind: "later"; readonly ticket: DraftTicket }
  /** Saved; the ticket goes into the cookie. `address` undefined: the review. */
  | {
      readonly kind: "saved";
      readonly ticket: DraftTicket;
      readonly address: string | undefined;
      /** Answers elsewhere no longer count, because their questions have ceased to apply; they stay in the draft. */
      readonly lapsed: boolean;
      /** The page asks for the place that decides which municipality is responsible. */
      readonly place?: true;
    }
  /** The page again with what was typed: with errors, or because something is asked anew. */
  | {
      readonly kind: "again";
      readonly ticket: DraftTicket | undefined;
      readonly raw: RawInput;
      readonly errors: readonly FieldError[];
      /** Questions that an answer on this page has brought up: to be asked, not to be reported. */
      readonly fresh: readonly InstancePath[];
    };

/** Where to go after saving: on, or back to the review if everything else is answered. */
export function destination(journey: Journey, from: string, post: PagePost): string | undefined {
  const complete = journey.furthest === journey.steps.length;
  if (post.fromReview && complete) return undefined;
  if (post.fromReview) return journey.steps[journey.furthest]?.address;
  const step = stepAt(journey, from);
  return step && nextStep(journey, step)?.address;
}
