import type { Sql } from "#db/connect.ts";
import { disownAttachment } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { changeItems } from "../domain/change-items.ts";
import { withAnswers, type Step } from "../domain/journey.ts";
import type { ItemId } from "../domain/path.ts";
import { countWalk, walkedOn } from "./count-figures.server.ts";
import { contentWith, newDraft, storeDraft, withoutTyped } from "./draft.server.ts";
import type { OpenJourney } from "./open-journey.server.ts";
import { destination, type PagePost, type SaveOutcome } from "./page-post.ts";

/** Saves what a button on the page of a repeated group does. The draft is locked by the same transaction. */
export async function saveItems(
  portal: Portal,
  sql: Sql,
  open: OpenJourney,
  step: Step,
  post: PagePost,
): Promise<SaveOutcome> {
  const now = portal.clock();
  const change = changeItems(open.journey, step, post.intent, randomItem);
  if (change.kind === "refused") {
    return { kind: "again", ticket: undefined, raw: {}, errors: [change.error], fresh: [] };
  }
  const draft = open.draft ?? newDraft(open, now);
  for (const { id } of change.files) await disownAttachment(sql, id);
  const { intent } = post;
  const rest = withoutTyped(
    draft.content,
    (address) => intent.kind === "remove" && isPageOf(address, intent.item),
  );
  const journey = withAnswers(open.journey, change.answers);
  const address = change.address ?? destination(journey, step.address, post);
  const content = intent.kind === "next" ? walkedOn(rest, journey, step, address) : rest;
  const stored = await storeDraft(sql, draft, contentWith(content, change.answers), now);
  countWalk(portal, open, content, post.sender);
  return { kind: "saved", ticket: stored.ticket, address, lapsed: false };
}

/** Short, since it stands in URLs; unique among the few items of one person. */
function randomItem(): ItemId {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 10);
}

/** Whether an address (`hund/k3f9`, `impfung/k3f9.x2aa`) is that of a page about an item. */
function isPageOf(address: string, item: string): boolean {
  return (address.split("/")[1] ?? "").split(".").includes(item);
}
