import { withMunicipality } from "#db/connect.ts";
import { disownAttachment, moveAttachment } from "#db/queries/attachments.ts";
import { disownCaptures } from "#db/queries/captures.ts";
import { disownUploads } from "#db/queries/uploads.ts";
import { moveDraft } from "#db/queries/drafts.ts";
import { moveResumeLink } from "#db/queries/resume-links.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { filesBelow } from "../domain/change-answers.ts";
import { evaluateJourney, furthestStep, isComplete } from "../domain/journey.ts";
import type { Municipality } from "../domain/municipality.ts";
import { compareOfferings, type OfferingDifferences } from "../domain/town/compare-offerings.ts";
import { moveAnswers } from "../domain/versions/move-answers.ts";
import { contentWith, resealed, storeDraft, type Draft, type DraftTicket } from "./draft.server.ts";
import { findOtherTowns, findSameService, placeKey, type OtherTowns } from "./find-town.server.ts";
import {
  openJourney,
  withOpenJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { isPaying } from "./payment-state.server.ts";

/** A municipality that is responsible, and whether one can go on with the draft there. */
export interface TownToChoose extends Municipality {
  readonly offers: boolean;
}

export interface WrongTown {
  readonly kind: "wrongTown";
  readonly open: OpenJourney;
  readonly place: OtherTowns["place"];
  readonly towns: readonly TownToChoose[];
  /** Whether the street would tell which one it is. */
  readonly asksForStreet: boolean;
  /** The one that was chosen, or the only one; with what differs there. */
  readonly target?: { readonly town: Municipality; readonly differences: OfferingDifferences };
}

/** `rightTown`: nothing speaks against the municipality at hand; there it goes on. */
export type TownOutcome =
  NoJourney | { readonly kind: "rightTown"; readonly address: string } | WrongTown;

/** Where else the draft belongs, if it does. `slug`: the municipality among several that the citizen has chosen. */
export async function loadTown(
  portal: Portal,
  visit: Visit,
  slug: string | undefined,
): Promise<TownOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const found = open.draft && (await findOtherTowns(portal, open));
  // Money that is on its way to this town does not move along.
  if (!found || (await isPaying(portal, open)))
    return { kind: "rightTown", address: goingOn(open) };
  const { offering } = open.journey;
  const towns: TownToChoose[] = [];
  for (const town of found.towns)
    towns.push({ ...town, offers: (await findSameService(portal, town, offering)) !== undefined });
  const [only] = towns;
  const town = towns.length === 1 ? only : towns.find((one) => one.slug === slug);
  const target = town && (await previewOf(portal, open, town));
  const { place, asksForStreet } = found;
  return { kind: "wrongTown", open, place, towns, asksForStreet, ...(target && { target }) };
}

/**
 * Which municipality it is among several, by the street. `chosen`: this one; `unknownStreet`: nobody knows it, or it belongs
 * to several.
 */
export async function chooseByStreet(
  portal: Portal,
  visit: Visit,
  street: string,
): Promise<
  | NoJourney
  | { readonly kind: "rightTown"; readonly address: string }
  | { readonly kind: "chosen"; readonly slug: string }
  | ({ readonly kind: "unknownStreet" } & Omit<WrongTown, "kind">)
> {
  const before = await loadTown(portal, visit, undefined);
  if (before.kind !== "wrongTown") return before;
  const found = await findOtherTowns(portal, before.open, street);
  if (!found) return stayInTown(portal, visit);
  const [town] = found.towns;
  return town && town.slug !== "" && found.towns.length === 1
    ? { kind: "chosen", slug: town.slug }
    : { ...before, kind: "unknownStreet" };
}

/** Stays with the municipality at hand; of this place it is not asked again. */
export async function stayInTown(
  portal: Portal,
  visit: Visit,
): Promise<NoJourney | { readonly kind: "rightTown"; readonly address: string }> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const found = await findOtherTowns(portal, open);
  return withOpenJourney(portal, visit, async (sql, { draft }) => {
    if (draft && found) {
      const content = { ...draft.content, staysDespite: placeKey(found.place) };
      await storeDraft(sql, draft, content, portal.clock());
    }
    return { kind: "rightTown", address: goingOn(open) };
  });
}

export type MoveOutcome =
  | NoJourney
  | {
      readonly kind: "moved";
      readonly municipality: string;
      readonly service: string;
      readonly ticket: DraftTicket;
    }
  /** Not possible as it was shown; to be looked at anew. */
  | { readonly kind: "again" };

/** Takes the draft, answers, files and way back, to another municipality. */
export async function changeTown(portal: Portal, visit: Visit, slug: string): Promise<MoveOutcome> {
  const found = await loadTown(portal, visit, slug);
  if (found.kind === "rightTown") return { kind: "again" };
  if (found.kind !== "wrongTown") return found;
  const { open, target } = found;
  const { draft, journey, today } = open;
  if (!draft || target?.town.slug !== slug) return { kind: "again" };
  const after = await findSameService(portal, target.town, journey.offering);
  if (!after) return { kind: "again" };
  const moved = moveAnswers(journey.offering, after, draft.content.answers, today);
  const { service } = after;
  const { typed, ...kept } = draft.content;
  const anew = [...new Set([...(kept.anew ?? []), ...moved.anew])];
  const sameForm = service.id === draft.row.serviceId;
  const content = contentWith(
    { ...kept, anew, ...(sameForm && typed && { typed }) },
    moved.answers,
  );
  const next: Draft = {
    ...draft,
    row: {
      ...draft.row,
      ars: target.town.ars,
      serviceId: service.id,
      serviceVersion: service.version,
    },
  };
  const isMoved = await withMunicipality(portal.database, "*", async (sql) => {
    const stored = await moveDraft(sql, resealed(next, content, portal.clock()));
    if (!stored) return false;
    await moveResumeLink(sql, draft.row.id, target.town.ars);
    // What is still on its way belongs to a question of the form that was left.
    await disownUploads(sql, draft.row.id);
    await disownCaptures(sql, draft.row.id);
    const places = new Map(
      Object.keys(moved.answers.values).flatMap((name) =>
        filesBelow({ ...moved.answers, values: pick(moved.answers.values, name) }, "").map(
          ({ id }) => [id, name] as const,
        ),
      ),
    );
    for (const { id } of filesBelow(draft.content.answers, "")) {
      const path = places.get(id);
      if (path === undefined) await disownAttachment(sql, id);
      else await moveAttachment(sql, { id, ars: target.town.ars, path });
    }
    return true;
  });
  if (!isMoved) return { kind: "again" };
  return { kind: "moved", municipality: slug, service: service.id, ticket: draft.ticket };
}

function pick<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  const value = record[name];
  return value === undefined ? {} : { [name]: value };
}

/** What would become of the draft there; undefined where the service is not offered. */
async function previewOf(
  portal: Portal,
  { journey, today }: OpenJourney,
  town: Municipality,
): Promise<WrongTown["target"]> {
  const offering = await findSameService(portal, town, journey.offering);
  if (!offering) return undefined;
  const moved = moveAnswers(journey.offering, offering, journey.answers, today);
  const after = evaluateJourney(offering, moved.answers, town.state);
  return { town, differences: compareOfferings(journey, after, moved) };
}

function goingOn({ journey }: OpenJourney): string {
  return (isComplete(journey) ? undefined : furthestStep(journey)?.address) ?? "pruefen";
}
