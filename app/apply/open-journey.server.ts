import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { findPlaceWithDraft } from "#db/queries/places.ts";
import { findSubmissionByDraft } from "#db/queries/submissions.ts";
import {
  findOffering,
  loadVersion,
  offeringAt,
  previewBy,
  type FoundOffering,
  type Opening,
} from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { noAnswers } from "../domain/answers.ts";
import { dayOf } from "../domain/deadline.ts";
import { evaluateJourney, type Journey } from "../domain/journey.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import { moveAnswers } from "../domain/versions/move-answers.ts";
import {
  openDraft,
  unsealDraft,
  contentWith,
  type Draft,
  type DraftTicket,
} from "./draft.server.ts";

/** Where in the portal a citizen is, and the ticket of the draft that the browser holds. */
export interface Visit {
  /** The municipality's part of the URL. */
  readonly municipality: string;
  readonly service: string;
  readonly ticket: DraftTicket | undefined;
  /** Token of a preview link, where the browser looks at what is not public. */
  readonly preview?: string | undefined;
}

export interface OpenJourney {
  readonly kind: "open";
  readonly municipality: Municipality;
  readonly journey: Journey;
  /** How the offering stands now, and with it what may be done with a draft. */
  readonly opening: Opening;
  /** What is filed from here is synthetic: in test mode, in a preview, and whatever was begun in one of them. */
  readonly test: boolean;
  /** Undefined until something is saved for the first time. */
  readonly draft: Draft | undefined;
  /** The browser holds a ticket, but its draft is no more: expired, or discarded elsewhere. */
  readonly gone: boolean;
  /** The draft began with an older version of the service and is moved on with the next save. */
  readonly updated: boolean;
  /** ISO date at the authority. */
  readonly today: string;
}
export type NoJourney =
  | { readonly kind: "unknownMunicipality" }
  | { readonly kind: "notOffered"; readonly municipality: Municipality }
  /** There is no draft, and none can be begun now; the page of the service tells why. */
  | { readonly kind: "shut"; readonly municipality: Municipality; readonly opening: Opening }
  /** The draft was filed before: its receipt is the answer to whatever is asked of it. */
  | { readonly kind: "filed"; readonly reference: string };

/** A page that cannot be shown yet: the furthest one instead, or the news that nothing is left of what was typed. */
export type Elsewhere =
  { readonly kind: "elsewhere"; readonly address: string } | { readonly kind: "draftGone" };

export function elsewhere({ gone }: OpenJourney, address: string): Elsewhere {
  return gone ? { kind: "draftGone" } : { kind: "elsewhere", address };
}

/**
 * Finds offering and draft and derives the journey, as a rule in one round trip to the database. `evenShut`: also without a draft
 * where none can be begun, to be looked at.
 */
export async function openJourney(
  portal: Portal,
  visit: Visit,
  { evenShut = false } = {},
): Promise<OpenJourney | NoJourney> {
  const open = await findJourney(portal, visit);
  return evenShut ? open : unlessShut(open);
}

async function findJourney(portal: Portal, visit: Visit): Promise<OpenJourney | NoJourney> {
  const { municipality: slug, service, ticket, preview } = visit;
  if (!ticket) {
    const found = await findOffering(portal, slug, service, preview);
    if (found.kind !== "offered") return found;
    return derive(portal, found, undefined);
  }
  const now = portal.clock();
  const place = await query(portal.database, (sql) =>
    findPlaceWithDraft(sql, slug, service, { id: ticket.id, now }, previewBy(portal, preview)),
  );
  const found = await offeringAt(portal, place, service);
  if (found.kind !== "offered") return found;
  const draft = unsealDraft(ticket, place?.draft);
  if (draft?.row.serviceId === service) return derive(portal, found, draft);
  // It was filed, or it is gone.
  return withMunicipality(portal.database, found.municipality.ars, (sql) =>
    openInside(sql, portal, found, visit),
  );
}

/** Like `openJourney`, with the draft locked, and `work` in the same transaction. */
export async function withOpenJourney<T>(
  portal: Portal,
  visit: Visit,
  work: (sql: Sql, open: OpenJourney) => Promise<T>,
): Promise<T | NoJourney> {
  const { municipality: slug, service, preview } = visit;
  const found = await findOffering(portal, slug, service, preview);
  if (found.kind !== "offered") return found;
  return withMunicipality(portal.database, found.municipality.ars, async (sql) => {
    const open = unlessShut(await openInside(sql, portal, found, visit, { lock: true }));
    return open.kind === "open" ? work(sql, open) : open;
  });
}

/** Nobody begins anew where it is not open. */
function unlessShut(open: OpenJourney | NoJourney): OpenJourney | NoJourney {
  if (open.kind !== "open" || open.draft || open.opening.state.kind === "open") return open;
  const { municipality, opening } = open;
  return { kind: "shut", municipality, opening };
}

type Offered = Extract<FoundOffering, { kind: "offered" }>;

async function openInside(
  sql: Sql,
  portal: Portal,
  offered: Offered,
  { ticket, service }: Visit,
  options: { lock?: boolean } = {},
): Promise<OpenJourney | NoJourney> {
  const draft = await openDraft(sql, ticket, portal.clock(), options);
  if (draft?.row.serviceId === service) return derive(portal, offered, draft);
  const filed = ticket && (await findSubmissionByDraft(sql, ticket.id));
  return filed?.serviceId === service
    ? { kind: "filed", reference: filed.reference }
    : derive(portal, offered, undefined, ticket !== undefined);
}

/** Derives the journey; a draft that began with an older version of the service is taken along to the current one. */
async function derive(
  portal: Portal,
  { municipality, offering, opening }: Offered,
  draft: Draft | undefined,
  gone = false,
): Promise<OpenJourney> {
  const today = dayOf(portal.clock());
  const updated = draft !== undefined && draft.row.serviceVersion !== offering.service.version;
  const current = updated ? await takeAlong(portal, draft, offering, today) : draft;
  const answers = current?.content.answers ?? noAnswers;
  return {
    kind: "open",
    municipality,
    opening,
    test: opening.test !== undefined || draft?.content.test === true,
    draft: current,
    gone,
    updated,
    today,
    journey: evaluateJourney(offering, answers, municipality.state, today),
  };
}

/** The draft in the current version; it is stored with the next page that is saved. */
async function takeAlong(
  portal: Portal,
  draft: Draft,
  offering: Offering,
  today: string,
): Promise<Draft> {
  const { id, version } = offering.service;
  // Of a version that is no more, whatever has the same place is taken.
  const before =
    (await loadVersion(portal, draft.row.ars, id, draft.row.serviceVersion)) ?? offering;
  const moved = moveAnswers(before, offering, draft.content.answers, today);
  const anew = [...new Set([...(draft.content.anew ?? []), ...moved.anew])];
  return {
    ...draft,
    row: { ...draft.row, serviceVersion: version },
    content: contentWith({ ...draft.content, anew }, moved.answers),
  };
}
