import type { Sql } from "#db/connect.ts";
import type { ForwardingRow } from "#db/queries/forwardings.ts";
import { findFiguresPlace } from "#db/queries/open-cases.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { elapsedClass } from "../domain/figures/elapsed.ts";
import type { FigurePlace } from "../domain/figures/figure.ts";
import type { ForwardingStatus } from "../domain/forwarding.ts";

/** That an application has arrived somewhere, and how long after it was filed: a class of time, without any id. */
export interface Arrival {
  readonly place: FigurePlace;
  readonly events: readonly ("delivered" | "acknowledged")[];
  readonly elapsed: string;
}

/**
 * What there is to count of a delivery's new status: copies, supplements and tests are not. `forwarding`: as it was before.
 * Undefined where nothing arrived.
 */
export async function arrivalOf(
  sql: Sql,
  { submissionId, kind, role, status: before, sentAt }: ForwardingRow,
  status: ForwardingStatus,
  at: Date,
): Promise<Arrival | undefined> {
  if (submissionId === null || kind !== "application" || role === "copy") return undefined;
  const events = [
    // What is sent anew was delivered before.
    ...(sentAt === null && (status === "sent" || status === "accepted")
      ? (["delivered"] as const)
      : []),
    ...(before !== "accepted" && status === "accepted" ? (["acknowledged"] as const) : []),
  ];
  if (events.length === 0) return undefined;
  const filed = await findFiguresPlace(sql, submissionId);
  if (!filed) return undefined;
  const { submittedAt, ...place } = filed;
  const elapsed = elapsedClass(at.getTime() - submittedAt.getTime());
  return { place: { ...place, language: "" }, events, elapsed };
}

export function countArrival(
  { figures }: Pick<Portal, "figures">,
  { place, events, elapsed }: Arrival,
): void {
  for (const event of events) figures.count(place, event, elapsed);
}
