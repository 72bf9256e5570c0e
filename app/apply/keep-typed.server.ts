import { query } from "#db/connect.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { RawInput } from "../domain/page-form.ts";
import { rawOf } from "../domain/shown-page.ts";
import { ownControls, rawWithTyped } from "../domain/typed-page.ts";
import { sha256 } from "../platform/crypto.server.ts";
import { newDraft, writeDraft, type DraftTicket } from "./draft.server.ts";
import { pageAt } from "./load-page.server.ts";
import { openJourney, type Visit } from "./open-journey.server.ts";
import { isWithin, perAddress } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";

/** What somebody has typed on a page so far. */
export interface Typed {
  readonly address: string;
  readonly raw: RawInput;
  /** The `stampOf` what stood on the page when it was opened or last kept. */
  readonly stamp: string;
  readonly sender?: Sender;
}

export type KeepOutcome =
  | {
      readonly kind: "kept";
      readonly ticket: DraftTicket | undefined;
      readonly at: Date;
      readonly stamp: string;
    }
  /** The page was saved elsewhere since it was opened: what was saved there stays. */
  | { readonly kind: "newer" }
  /** There is no such page, its draft is no more, or too many drafts begin there: sending the page tells which. */
  | { readonly kind: "nothing" };

/** Saves by other tabs that one attempt gives way to. */
const patience = 5;

/** Keeps what somebody is typing, unchecked and as typed; begins a draft where there is none yet. */
export async function keepTyped(portal: Portal, visit: Visit, typed: Typed): Promise<KeepOutcome> {
  for (let round = 0; round < patience; round += 1) {
    const outcome = await tryToKeep(portal, visit, typed);
    if (outcome) return outcome;
  }
  return { kind: "newer" };
}

/** Tells apart what stands on a page, whatever the order of its controls. */
export function stampOf(raw: RawInput): string {
  const entries = Object.entries(raw).map(([name, value]) => [name, [value].flat()] as const);
  const given = entries.filter(([, values]) => values.some((value) => value !== ""));
  return sha256(JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)))).slice(0, 16);
}

/** Undefined where another tab has written in between. */
async function tryToKeep(
  portal: Portal,
  visit: Visit,
  { address, raw, stamp, sender }: Typed,
): Promise<KeepOutcome | undefined> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open" || open.gone) return { kind: "nothing" };
  const page = pageAt(open, address, "de");
  if (page.kind !== "page" || page.step.placed.page.kind === "items") return { kind: "nothing" };
  if (stampOf(page.raw) !== stamp) return { kind: "newer" };
  const own = ownControls(page.form, raw);
  const now = portal.clock();
  const shown = rawWithTyped(page.form, rawOf(page.form, open.journey), own);
  const kept = { kind: "kept", at: now, stamp: stampOf(shown) } as const;
  if (kept.stamp === stamp) return { ...kept, ticket: open.draft?.ticket };
  const { drafts } = portal.config.limits;
  if (!open.draft && sender && !(await isWithin(portal, perAddress("draft", drafts, sender))))
    return { kind: "nothing" };
  const draft = open.draft ?? newDraft(open, now);
  const content = { ...draft.content, typed: { ...draft.content.typed, [address]: own } };
  const stored = await query(portal.database, (sql) => writeDraft(sql, draft, content, now));
  return stored && { ...kept, ticket: stored.ticket };
}
