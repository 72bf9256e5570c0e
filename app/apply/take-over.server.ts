import { query } from "#db/connect.ts";
import { countEvent } from "#db/queries/rate-limits.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { carriedSchema, type Carried } from "../domain/carry/carried.ts";
import { addProposals, matchAnswers, type Proposal } from "../domain/carry/match-answers.ts";
import { isControlOf } from "../domain/typed-page.ts";
import { sha256 } from "../platform/crypto.server.ts";
import { openFile } from "../platform/passphrase-file.server.ts";
import { carriedFormat } from "./carry-answers.server.ts";
import { newDraft, storeDraft, type Draft, type DraftTicket } from "./draft.server.ts";
import {
  openJourney,
  withOpenJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

/** What a file of carried answers has to say to a service. */
export interface Proposed {
  readonly kind: "proposed";
  readonly open: OpenJourney;
  readonly from: Carried["from"];
  readonly proposals: readonly Proposal[];
}
export type ProposedOutcome =
  NoJourney | { readonly kind: "none"; readonly open: OpenJourney } | Proposed;

export type FileProblem =
  | {
      readonly kind: "missing" | "tooLarge" | "foreign" | "newer" | "wrongPassphrase" | "changed";
    }
  | { readonly kind: "limited"; readonly retryAfter: number };

/** Each try takes the server a tenth of a second and 64 MiB. */
const perAddress = { limit: 40, windowSeconds: 15 * 60 };

/** The answers that were brought along and wait to be confirmed. */
export async function loadProposals(portal: Portal, visit: Visit): Promise<ProposedOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const carried = open.draft?.content.carried;
  if (!open.draft || !carried) return { kind: "none", open };
  return {
    kind: "proposed",
    open,
    from: carried.from,
    proposals: proposalsFor(open, open.draft, carried),
  };
}

/** Opens a file of carried answers and puts them beside the draft, where they wait to be confirmed one by one. */
export async function bringAnswers(
  portal: Portal,
  visit: Visit,
  file: { readonly bytes: Uint8Array; readonly passphrase: string; readonly address: string },
): Promise<NoJourney | FileProblem | { readonly kind: "brought"; readonly ticket: DraftTicket }> {
  if (file.bytes.length === 0) return { kind: "missing" };
  const rate = { key: `carry:address:${sha256(file.address)}`, ...perAddress };
  const counted = await query(portal.database, (sql) => countEvent(sql, rate, portal.clock()));
  if (counted.outcome === "limited") return { kind: "limited", retryAfter: counted.retryAfter };
  const opened = await openFile(carriedFormat, file.bytes, file.passphrase);
  if (opened.kind !== "opened") return opened;
  const carried = carriedIn(opened.plain);
  if (!carried) return { kind: "changed" };
  return withOpenJourney(portal, visit, async (sql, open) => {
    const now = portal.clock();
    const draft = open.draft ?? newDraft(open, now);
    const { ticket } = await storeDraft(sql, draft, { ...draft.content, carried }, now);
    return { kind: "brought", ticket };
  });
}

/** Puts the answers that were confirmed into the draft and forgets the others. */
export async function takeOver(
  portal: Portal,
  visit: Visit,
  chosen: ReadonlySet<string>,
): Promise<NoJourney | { readonly kind: "taken"; readonly ticket: DraftTicket | undefined }> {
  return withOpenJourney(portal, visit, async (sql, open) => {
    const { draft } = open;
    if (!draft?.content.carried) return { kind: "taken", ticket: draft?.ticket };
    const { carried, ...content } = draft.content;
    const confirmed = proposalsFor(open, draft, carried).filter(({ name }) => chosen.has(name));
    const next =
      confirmed.length === 0
        ? content
        : {
            ...content,
            answers: addProposals(content.answers, confirmed),
            carriedFrom: carried.from,
          };
    const { ticket } = await storeDraft(sql, draft, next, portal.clock());
    return { kind: "taken", ticket };
  });
}

function proposalsFor(
  { journey, today }: OpenJourney,
  { content }: Draft,
  { answers }: Carried,
): readonly Proposal[] {
  const typed = Object.values(content.typed ?? {}).flatMap((raw) =>
    Object.entries(raw).flatMap(([control, value]) =>
      [value].flat().some((one) => one !== "") ? [control] : [],
    ),
  );
  const isTyped = (name: string): boolean => typed.some((control) => isControlOf(control, name));
  return matchAnswers(journey.offering, content.answers, answers, today, isTyped);
}

function carriedIn(plain: Buffer): Carried | undefined {
  try {
    return carriedSchema.parse(JSON.parse(plain.toString()));
  } catch {
    return undefined;
  }
}
