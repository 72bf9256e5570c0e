import { query, type Sql } from "#db/connect.ts";
import { disownAttachment } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Answers } from "../domain/answers.ts";
import { savePage as answersWithPage } from "../domain/change-answers.ts";
import { addRawLine, removeRawLine } from "../domain/edit-raw.ts";
import { nextStep, stepAt, withAnswers, type Journey, type Step } from "../domain/journey.ts";
import { hasCode } from "../domain/offering.ts";
import { validatePageForm, type PageCheck } from "../domain/page-form-check.ts";
import { lapsedAnswers } from "../domain/lapsed-answers.ts";
import type { FieldError, RawInput } from "../domain/page-form.ts";
import type { InstancePath } from "../domain/path.ts";
import { showPage } from "../domain/shown-page.ts";
import {
  contentWith,
  newDraft,
  storeDraft,
  writeDraft,
  type Draft,
  type DraftTicket,
} from "./draft.server.ts";
import { endCapture, openCapture } from "./draft-captures.server.ts";
import { dropFile, keepFiles, type PageFile } from "./draft-files.server.ts";
import { touchesFiles, type Intent } from "./intent.ts";
import { changeItems } from "./change-items.ts";
import { locate } from "./load-page.server.ts";
import { withPageFiles, type UploadedFile } from "./page-files.server.ts";
import type { ReceivedFile } from "./receive-file.server.ts";
import {
  elsewhere,
  openJourney,
  withOpenJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

/** What a citizen posted on a page. */
export interface PagePost {
  readonly address: string;
  readonly intent: Intent;
  readonly raw: RawInput;
  /** By the name of the control. */
  readonly files: readonly UploadedFile[];
  /** Whether the citizen came from the review and goes back there. */
  readonly fromReview: boolean;
}

export type SaveOutcome =
  | NoJourney
  | Elsewhere
  | { readonly kind: "unknownPage" }
  /** Saved; the ticket goes into the cookie. `address` undefined: the review. */
  | {
      readonly kind: "saved";
      readonly ticket: DraftTicket;
      readonly address: string | undefined;
      /** Answers elsewhere no longer count, because their questions have ceased to apply; they stay in the draft. */
      readonly lapsed: boolean;
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

/** Checks and saves one page; the draft comes into being with the first page saved. */
export async function savePage(portal: Portal, visit: Visit, post: PagePost): Promise<SaveOutcome> {
  const outcome = await saveUnlocked(portal, visit, post);
  if (outcome.kind !== "contended") return outcome;
  return withPageFiles(portal, visit, post.address, post.files, (files, keep) =>
    withOpenJourney(portal, visit, async (sql, open): Promise<SaveOutcome> => {
      const place = locate(open.journey, post.address);
      if (place.kind === "elsewhere") return elsewhere(open, place.address);
      if (place.kind === "unknownPage") return place;
      return place.step.placed.page.kind === "items"
        ? saveItems(portal, sql, open, place.step, post)
        : saveQuestions(portal, sql, open, place.step, post, files, keep);
    }),
  );
}

/**
 * The usual case, a page of questions in one tab, without holding a lock while it is checked: two round trips instead of
 * five. `contended`: another tab was faster, or files and items are involved; then everybody waits in line.
 */
async function saveUnlocked(
  portal: Portal,
  visit: Visit,
  post: PagePost,
): Promise<SaveOutcome | { readonly kind: "contended" }> {
  if (post.files.length > 0 || touchesFiles(post.intent)) return { kind: "contended" };
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const place = locate(open.journey, post.address);
  if (place.kind === "elsewhere") return elsewhere(open, place.address);
  if (place.kind === "unknownPage") return place;
  const { step } = place;
  if (step.placed.page.kind === "items") return { kind: "contended" };
  const now = portal.clock();
  const { ars } = open.municipality;
  const draft = open.draft ?? newDraft(ars, open.journey.offering, now);
  const check = checkPage(open, draft.content.answers, step, post.raw);
  if (!isDone(post, check, [])) return again(open.draft?.ticket, post, check, []);
  const answers = answersWithPage(draft.content.answers, check);
  const stored = await query(portal.database, (sql) =>
    writeDraft(sql, draft, contentWith(draft.content, answers), now),
  );
  return stored ? saved(open, stored, step, post) : { kind: "contended" };
}

function isDone(
  { intent }: PagePost,
  { errors, fresh }: PageCheck,
  fileErrors: readonly FieldError[],
): boolean {
  return intent.kind === "next" && fileErrors.length + errors.length + fresh.length === 0;
}

function again(
  ticket: DraftTicket | undefined,
  { raw, intent }: PagePost,
  check: PageCheck,
  fileErrors: readonly FieldError[],
): SaveOutcome {
  return {
    kind: "again",
    ticket,
    raw: editRaw(raw, intent),
    errors: errorsOf(check, fileErrors, intent),
    fresh: intent.kind === "next" ? check.fresh : [],
  };
}

function saved(
  open: OpenJourney,
  { ticket, content }: Draft,
  step: Step,
  post: PagePost,
): SaveOutcome {
  const journey = withAnswers(open.journey, content.answers);
  return {
    kind: "saved",
    ticket,
    address: destination(journey, step.address, post),
    lapsed: lapsedAnswers(open.journey, journey, step).length > 0,
  };
}

async function saveQuestions(
  portal: Portal,
  sql: Sql,
  open: OpenJourney,
  step: Step,
  post: PagePost,
  files: readonly PageFile[],
  keep: (kept: readonly ReceivedFile[]) => void,
): Promise<SaveOutcome> {
  const now = portal.clock();
  const { intent } = post;
  const { journey: opened } = open;
  const fresh = open.draft ?? newDraft(open.municipality.ars, opened.offering, now);
  // Attachments refer to their draft's row, so it must be there before them.
  const needsDraft = files.length > 0 || intent.kind === "capture";
  const draft =
    !open.draft && needsDraft ? await storeDraft(sql, fresh, fresh.content, now) : fresh;
  const kept = await keepFiles(portal, sql, draft, files);
  keep(kept.kept);
  if (intent.kind === "capture") await openCapture(portal, sql, draft, opened, intent.name);
  if (intent.kind === "endCapture") await endCapture(portal, sql, draft, intent.capture);
  const answers =
    intent.kind === "removeFile"
      ? await dropFile(sql, kept.answers, intent.name, intent.file)
      : kept.answers;
  const check = checkPage(open, answers, step, post.raw);
  const done = isDone(post, check, kept.errors);
  const next = done ? answersWithPage(answers, check) : answers;
  // A file is kept even where the page is not done yet: it need not be sent twice.
  const stored =
    done || next !== draft.content.answers
      ? await storeDraft(sql, draft, contentWith(draft.content, next), now)
      : undefined;
  if (done && stored) return saved(open, stored, step, post);
  const ticket = stored?.ticket ?? (draft.row.revision > 0 ? draft.ticket : undefined);
  return again(ticket, post, check, kept.errors);
}

/** Where to go after saving: on, or back to the review if everything else is answered. */
function destination(journey: Journey, from: string, post: PagePost): string | undefined {
  const complete = journey.furthest === journey.steps.length;
  if (post.fromReview && complete) return undefined;
  if (post.fromReview) return journey.steps[journey.furthest]?.address;
  const step = stepAt(journey, from);
  return step && nextStep(journey, step)?.address;
}

function checkPage(open: OpenJourney, answers: Answers, step: Step, raw: RawInput): PageCheck {
  const { offering } = open.journey;
  const journey = withAnswers(open.journey, answers);
  const current = stepAt(journey, step.address) ?? step;
  // Texts play no part in checking, so any language does.
  const form = showPage(journey, current, "de", open.today);
  return validatePageForm(form, raw, {
    files: true,
    hasCode: (list, code) => hasCode(offering, list, code),
  });
}

/** A refused file is reported instead of the file that is missing because of it. */
function errorsOf(
  check: PageCheck,
  fileErrors: readonly FieldError[],
  intent: Intent,
): readonly FieldError[] {
  const named = new Set(fileErrors.map(({ name }) => name));
  const others = intent.kind === "next" ? check.errors.filter(({ name }) => !named.has(name)) : [];
  return [...others, ...fileErrors];
}

function editRaw(raw: RawInput, intent: Intent): RawInput {
  if (intent.kind === "addLine") return addRawLine(raw, intent.name);
  if (intent.kind === "removeLine") return removeRawLine(raw, intent.name, intent.index);
  return raw;
}

async function saveItems(
  portal: Portal,
  sql: Sql,
  open: OpenJourney,
  step: Step,
  post: PagePost,
): Promise<SaveOutcome> {
  const now = portal.clock();
  const change = changeItems(open.journey, step, post.intent);
  if (change.kind === "refused") {
    return { kind: "again", ticket: undefined, raw: {}, errors: [change.error], fresh: [] };
  }
  const draft = open.draft ?? newDraft(open.municipality.ars, open.journey.offering, now);
  for (const { id } of change.files) await disownAttachment(sql, id);
  const stored = await storeDraft(sql, draft, contentWith(draft.content, change.answers), now);
  const journey = withAnswers(open.journey, change.answers);
  const address = change.address ?? destination(journey, step.address, post);
  return { kind: "saved", ticket: stored.ticket, address, lapsed: false };
}
