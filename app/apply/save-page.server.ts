import { query, type Sql } from "#db/connect.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Answers } from "../domain/answers.ts";
import { savePage as answersWithPage } from "../domain/change-answers.ts";
import { editRaw } from "../domain/edit-raw.ts";
import { errorsWithFiles } from "../domain/file-limits.ts";
import { touchesFiles } from "../domain/intent.ts";
import { stepAt, withAnswers, type Journey, type Step } from "../domain/journey.ts";
import { locate } from "../domain/locate.ts";
import { hasCode } from "../domain/offering.ts";
import { validatePageForm, type PageCheck } from "../domain/page-form-check.ts";
import { lapsedAnswers } from "../domain/lapsed-answers.ts";
import type { FieldError, RawInput } from "../domain/page-form.ts";
import { isOfPlace } from "../domain/town/place-answered.ts";
import { ownControls } from "../domain/typed-page.ts";
import { showPage } from "../domain/shown-page.ts";
import { countSent, countWalk, walkedOn } from "./count-figures.server.ts";
import {
  contentWith,
  newDraft,
  storeDraft,
  withoutTyped,
  writeDraft,
  type Draft,
  type DraftContent,
  type DraftTicket,
} from "./draft.server.ts";
import { endCapture, openCapture } from "./draft-captures.server.ts";
import { dropFile, keepFiles, type PageFile } from "./draft-files.server.ts";
import { findOtherTowns, placeKey } from "./find-town.server.ts";
import { withPageFiles } from "./page-files.server.ts";
import { destination, type PagePost, type SaveOutcome } from "./page-post.ts";
import { passDraftLimit } from "./pass-limit.server.ts";
import type { ReceivedFile } from "./receive-file.server.ts";
import { saveItems } from "./save-items.server.ts";
import {
  elsewhere,
  openJourney,
  withOpenJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

export type { PagePost, SaveOutcome } from "./page-post.ts";

/** Checks and saves one page; the draft comes into being with the first page saved. */
export async function savePage(portal: Portal, visit: Visit, post: PagePost): Promise<SaveOutcome> {
  const outcome = await saveInTurn(portal, visit, post);
  if (outcome.kind !== "saved" || outcome.place === undefined) return outcome;
  const open = await openJourney(portal, { ...visit, ticket: outcome.ticket });
  const found = open.kind === "open" && (await findOtherTowns(portal, open));
  if (!found || placeKey(found.place) === open.draft?.content.staysDespite) return outcome;
  return { ...outcome, address: townPage };
}

/** Where the portal says that another municipality is responsible, below the service. */
const townPage = "entwurf/ort";

async function saveInTurn(portal: Portal, visit: Visit, post: PagePost): Promise<SaveOutcome> {
  const outcome = await saveUnlocked(portal, visit, post);
  if (outcome.kind !== "contended") return outcome;
  const held = visit.ticket ? undefined : await passDraftLimit(portal, post.sender);
  if (held) return held;
  return withPageFiles(portal, visit, post.address, post.files, (files, keep) =>
    withOpenJourney(portal, visit, async (sql, open): Promise<SaveOutcome> => {
      const place = locate(open.journey, post.address);
      if (place.kind === "elsewhere") return elsewhere(open, place.address);
      if (place.kind === "unknownPage") return place;
      const done =
        place.step.placed.page.kind === "items"
          ? await saveItems(portal, sql, open, place.step, post)
          : await saveQuestions(portal, sql, open, place.step, post, files, keep);
      countSent(portal, open, place.step, post, done);
      return done;
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
  const { intent } = post;
  if (post.files.length > 0 || touchesFiles(intent) || intent.kind === "later") {
    return { kind: "contended" };
  }
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const place = locate(open.journey, post.address);
  if (place.kind === "elsewhere") return elsewhere(open, place.address);
  if (place.kind === "unknownPage") return place;
  const { step } = place;
  if (step.placed.page.kind === "items") return { kind: "contended" };
  const now = portal.clock();
  const draft = open.draft ?? newDraft(open, now);
  const check = checkPage(open, draft.content.answers, step, post.raw);
  if (!isDone(post, check, [])) {
    const refused = again(open.draft?.ticket, post, check, []);
    countSent(portal, open, step, post, refused);
    return refused;
  }
  const held = open.draft ? undefined : await passDraftLimit(portal, post.sender);
  if (held) return held;
  const answers = answersWithPage(draft.content.answers, check);
  const next = onward(open, answers, step, post);
  const sent = contentWith(sentFrom(draft.content, step.address), answers);
  const content = walkedOn(sent, next.journey, step, next.address);
  const stored = await query(portal.database, (sql) => writeDraft(sql, draft, content, now));
  if (!stored) return { kind: "contended" };
  const outcome = saved(open, stored, step, next);
  countSent(portal, open, step, post, outcome);
  countWalk(portal, open, content, post.sender);
  return outcome;
}

function isDone(
  { intent }: PagePost,
  { errors, fresh }: PageCheck,
  fileErrors: readonly FieldError[],
): boolean {
  return intent.kind === "next" && fileErrors.length + errors.length + fresh.length === 0;
}

/** What was typed on a page counts no longer beside what was sent from it. */
function sentFrom(content: DraftContent, page: string): DraftContent {
  return withoutTyped(content, (address) => address === page);
}

/** The content with what stands on a page, as it stands there. */
function putAside(
  { journey, today }: OpenJourney,
  content: DraftContent,
  step: Step,
  raw: RawInput,
): DraftContent {
  const typed = ownControls(showPage(journey, step, "de", today), raw);
  return { ...content, typed: { ...content.typed, [step.address]: typed } };
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
    errors: errorsWithFiles(intent.kind === "next" ? check.errors : [], fileErrors),
    fresh: intent.kind === "next" ? check.fresh : [],
  };
}

/** The journey with what was answered, and where it goes on. */
function onward(open: OpenJourney, answers: Answers, step: Step, post: PagePost): Onward {
  const journey = withAnswers(open.journey, answers);
  return { journey, address: destination(journey, step.address, post) };
}
interface Onward {
  readonly journey: Journey;
  readonly address: string | undefined;
}

function saved(
  open: OpenJourney,
  { ticket }: Draft,
  step: Step,
  { journey, address }: Onward,
): SaveOutcome {
  return {
    kind: "saved",
    ticket,
    address,
    lapsed: lapsedAnswers(open.journey, journey, step).length > 0,
    ...(step.fields.some(({ placed }) => isOfPlace(journey.offering, placed.path)) && {
      place: true,
    }),
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
  const fresh = open.draft ?? newDraft(open, now);
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
  const later = intent.kind === "later";
  const onto = onward(open, next, step, post);
  const content = done
    ? walkedOn(sentFrom(draft.content, step.address), onto.journey, step, onto.address)
    : later
      ? putAside(open, draft.content, step, post.raw)
      : draft.content;
  // A file is kept even where the page is not done yet: it need not be sent twice.
  const stored =
    done || later || next !== draft.content.answers
      ? await storeDraft(sql, draft, contentWith(content, next), now)
      : undefined;
  if (done && stored) {
    countWalk(portal, open, stored.content, post.sender);
    return saved(open, stored, step, onto);
  }
  if (later && stored) return { kind: "later", ticket: stored.ticket };
  const ticket = stored?.ticket ?? (draft.row.revision > 0 ? draft.ticket : undefined);
  return again(ticket, post, check, kept.errors);
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
