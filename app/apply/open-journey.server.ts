import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { findPlaceWithDraft } from "#db/queries/places.ts";
import { findSubmissionByDraft } from "#db/queries/submissions.ts";
import { findOffering, loadVersion, offeringAt } from "../catalogue/load-offering.server.ts";
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
}

export interface OpenJourney {
  readonly kind: "open";
  readonly municipality: Municipality;
  readonly journey: Journey;
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
  /** The draft was filed before: its receipt is the answer to whatever is asked of it. */
  | { readonly kind: "filed"; readonly reference: string };

/** A page that cannot be shown yet: the furthest one instead, or the news that nothing is left of what was typed. */
export type Elsewhere =
  { readonly kind: "elsewhere"; readonly address: string } | { readonly kind: "draftGone" };

export function elsewhere({ gone }: OpenJourney, address: string): Elsewhere {
  return gone ? { kind: "draftGone" } : { kind: "elsewhere", address };
}

/** Finds offering and draft and derives the journey, as a rule in one round trip to the database. */
export async function openJourney(portal: Portal, visit: Visit): Promise<OpenJourney | NoJourney> {
  const { municipality: slug, service, ticket } = visit;
  if (!ticket) {
    const found = await findOffering(portal, slug, service);
    if (found.kind !== "offered") return found;
    return derive(portal, found.municipality, found.offering, undefined);
  }
  const now = portal.clock();
  const place = await query(portal.database, (sql) =>
    findPlaceWithDraft(sql, slug, service, { id: ticket.id, now }),
  );
  const found = await offeringAt(portal, place, service);
  if (found.kind !== "offered") return found;
  const { municipality, offering } = found;
  const draft = unsealDraft(ticket, place?.draft);
  if (draft?.row.serviceId === service) return derive(portal, municipality, offering, draft);
  // It was filed, or it is gone.
  return withMunicipality(portal.database, municipality.ars, (sql) =>
    openInside(sql, portal, municipality, offering, visit),
  );
}

/** Like `openJourney`, with the draft locked, and `work` in the same transaction. */
export async function withOpenJourney<T>(
  portal: Portal,
  visit: Visit,
  work: (sql: Sql, open: OpenJourney) => Promise<T>,
): Promise<T | NoJourney> {
  const found = await findOffering(portal, visit.municipality, visit.service);
  if (found.kind !== "offered") return found;
  const { municipality, offering } = found;
  return withMunicipality(portal.database, municipality.ars, async (sql) => {
    const open = await openInside(sql, portal, municipality, offering, visit, { lock: true });
    return open.kind === "open" ? work(sql, open) : open;
  });
}

async function openInside(
  sql: Sql,
  portal: Portal,
  municipality: Municipality,
  offering: Offering,
  { ticket, service }: Visit,
  options: { lock?: boolean } = {},
): Promise<OpenJourney | NoJourney> {
  const draft = await openDraft(sql, ticket, portal.clock(), options);
  if (draft?.row.serviceId === service) return derive(portal, municipality, offering, draft);
  const filed = ticket && (await findSubmissionByDraft(sql, ticket.id));
  return filed?.serviceId === service
    ? { kind: "filed", reference: filed.reference }
    : derive(portal, municipality, offering, undefined, ticket !== undefined);
}

/** Derives the journey; a draft that began with an older version of the service is taken along to the current one. */
async function derive(
  portal: Portal,
  municipality: Municipality,
  offering: Offering,
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
