import type { Sql } from "#db/connect.ts";
import type { ConfirmationRow } from "#db/queries/confirmations.ts";
import {
  listDestinations,
  listOfferingDestinations,
  lockDestination,
  type DestinationRow,
} from "#db/queries/destinations.ts";
import { findPublishedRevision, lockOffering } from "#db/queries/revisions.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import type { Way } from "../../domain/forwarding.ts";
import { seenOf } from "../seen.server.ts";

/** What a confirmation is about, as it stands. */
export interface Subject {
  /** Of the service: where it goes now. Of a destination none. */
  readonly ways: readonly Way[];
  /** All that it names, or is; those that are gone are missing. */
  readonly destinations: readonly DestinationRow[];
  /** A mark of all that, which whoever answers brings back: nobody confirms what they have not seen. */
  readonly seen: string;
}

/** Reads it; with `lock`, nobody else changes it until the end of the transaction. Needs the municipality's ARS. */
export async function readSubject(
  sql: Sql,
  { id, ars, asked, subject }: Pick<ConfirmationRow, "id" | "ars" | "asked" | "subject">,
  { lock = false } = {},
): Promise<Subject> {
  const key = { ars, serviceId: subject };
  const isService = asked.kind !== "destination";
  if (lock && isService) await lockOffering(sql, key);
  const ways = isService ? await waysOf(sql, key) : [];
  const named = isService
    ? [...ways, ...(asked.kind === "ways" ? asked.after : [])].map((way) => way.destinationId)
    : [subject];
  const ids = [...new Set(named)].sort();
  // In one order, lest two wait for each other.
  if (lock) for (const one of ids) await lockDestination(sql, one);
  const destinations = (await listDestinations(sql)).filter((one) => ids.includes(one.id));
  const revision = isService ? await findPublishedRevision(sql, key) : undefined;
  const version = isService ? await findCurrentVersion(sql, subject) : undefined;
  const seen = seenOf({
    id,
    ways: JSON.stringify(ways),
    destinations: JSON.stringify(destinations.map((one) => [one.id, one.updatedAt])),
    version: `${version ?? ""}+${String(revision?.number ?? "")}`,
  });
  return { ways, destinations, seen };
}

/** Where an offering goes now. */
export async function waysOf(
  sql: Sql,
  { ars, serviceId }: { readonly ars: string; readonly serviceId: string },
): Promise<readonly Way[]> {
  const rows = await listOfferingDestinations(sql, ars);
  return rows
    .filter((row) => row.serviceId === serviceId)
    .map(({ destinationId, role }) => ({ destinationId, role }));
}
