import type { Portal } from "../catalogue/portal.server.ts";
import { furthestStep, isComplete } from "../domain/journey.ts";
import type { Draft, DraftTicket } from "./draft.server.ts";
import {
  openJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

export type Arrival =
  | NoJourney
  /** The draft that was brought along is no more. */
  | { readonly kind: "gone"; readonly open: OpenJourney }
  /** Nothing stands in its way: there it goes on, below the service. */
  | { readonly kind: "free"; readonly address: string }
  /** Another draft of the same service is open in this browser. */
  | {
      readonly kind: "taken";
      readonly open: OpenJourney;
      readonly arrivingChanged: Date;
      readonly ownChanged: Date;
    };

/** Whether a draft that is brought along may take its place in a browser that may hold one already. */
export async function arrive(portal: Portal, visit: Visit, ticket: DraftTicket): Promise<Arrival> {
  const open = await openJourney(portal, { ...visit, ticket });
  if (open.kind !== "open") return open;
  const { draft: arriving, journey } = open;
  if (!arriving) return { kind: "gone", open };
  const own = await otherDraft(portal, visit, ticket);
  if (own) {
    const [arrivingChanged, ownChanged] = [arriving.row.updatedAt, own.row.updatedAt];
    return { kind: "taken", open, arrivingChanged, ownChanged };
  }
  const furthest = isComplete(journey) ? undefined : furthestStep(journey);
  return { kind: "free", address: furthest?.address ?? "pruefen" };
}

async function otherDraft(
  portal: Portal,
  visit: Visit,
  { id }: DraftTicket,
): Promise<Draft | undefined> {
  if (!visit.ticket || visit.ticket.id === id) return undefined;
  const own = await openJourney(portal, visit);
  return own.kind === "open" ? own.draft : undefined;
}
