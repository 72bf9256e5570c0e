import { withMunicipality, type Sql } from "#db/connect.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { listServiceNames } from "#db/queries/catalogue.ts";
import { findWayChange, listWayChanges } from "#db/queries/way-changes.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { readWays, sameWays, waysText } from "../domain/confirmation.ts";
import type { Way } from "../domain/forwarding.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { OfferingKey } from "../domain/revision.ts";
import type { Text } from "../domain/text.ts";
import type { Actor } from "../identity/permissions.ts";
import { nameWays, type NamedWay } from "./confirmations/read-facts.server.ts";
import { waysOf } from "./confirmations/subject.server.ts";
import { readDoers, type Doer } from "./doers.server.ts";
import { findPlace } from "./find-place.server.ts";
import { readRole, setWays, type SetWays } from "./offering-ways.server.ts";

/** One change of where an offering goes. */
export interface WayChange {
  readonly id: number;
  readonly at: Date;
  readonly by: Doer;
  /** Undefined: nobody had to confirm it. */
  readonly confirmedBy: Doer | undefined;
  readonly before: readonly NamedWay[];
  readonly after: readonly NamedWay[];
  /** What one gets by taking it back: nothing else than there is (`same`), nothing that can be had (`gone`), or how it was before. */
  readonly back: "same" | "gone" | "before";
}

export interface WaysHistory {
  readonly municipality: Municipality;
  readonly service: Text;
  readonly now: readonly NamedWay[];
  /** A mark of where it goes now. */
  readonly seen: string;
  /** Newest first. */
  readonly changes: readonly WayChange[];
}

const changesShown = 50;

/** Where an offering went before, and who changed that. Undefined: no such offering for this person. */
export async function loadWaysHistory(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<WaysHistory | undefined> {
  const place = await findPlace(portal, actor, "offering.change", key.ars);
  if (place.kind !== "place") return undefined;
  return withMunicipality(portal.database, key.ars, async (sql) => {
    const services = await listServiceNames(sql, key.ars);
    const service = services.find(({ serviceId }) => serviceId === key.serviceId);
    if (!service) return undefined;
    const now = await waysOf(sql, key);
    const destinations = await listDestinations(sql);
    const rows = await listWayChanges(sql, key, changesShown);
    const doer = await readDoers(
      sql,
      rows.flatMap(({ actor: by, confirmedBy }) => [by, confirmedBy]),
    );
    const backOf = (before: readonly Way[]): WayChange["back"] => {
      if (sameWays(now, before)) return "same";
      return areThere(before, destinations) ? "before" : "gone";
    };
    return {
      municipality: place.municipality,
      service: service.name,
      now: nameWays(now, destinations),
      seen: waysText(now),
      changes: rows.map(({ id, at, actor: by, confirmedBy, before, after }) => ({
        ...{ id, at, by: doer(by) },
        confirmedBy: confirmedBy === null ? undefined : doer(confirmedBy),
        before: nameWays(waysIn(before), destinations),
        after: nameWays(waysIn(after), destinations),
        back: backOf(waysIn(before)),
      })),
    };
  });
}

/**
 * Takes an offering back to where it went before one of its changes, in the way any other change goes. `gone`: not all destinations of
 * then are there still. `seen`: where it went when the history was shown.
 */
export async function revertWays(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  { change, seen }: { readonly change: number; readonly seen: string },
): Promise<SetWays | "gone"> {
  const place = await findPlace(portal, actor, "offering.change", key.ars);
  if (place.kind !== "place") return "unknown";
  const found = await withMunicipality(portal.database, key.ars, (sql) =>
    findEarlier(sql, key, change),
  );
  return typeof found === "string" ? found : setWays(portal, actor, key, found, seen);
}

async function findEarlier(
  sql: Sql,
  key: OfferingKey,
  change: number,
): Promise<readonly Way[] | "gone" | "unknown"> {
  const row = await findWayChange(sql, key, change);
  if (!row) return "unknown";
  const ways = waysIn(row.before);
  return areThere(ways, await listDestinations(sql)) ? ways : "gone";
}

/** Whether one can go all these ways still. */
function areThere(ways: readonly Way[], destinations: readonly { readonly id: string }[]): boolean {
  return ways.every((way) => destinations.some(({ id }) => id === way.destinationId));
}

function waysIn(text: string): readonly Way[] {
  return readWays(text).flatMap(({ destinationId, role: written }) => {
    const role = readRole(written);
    return role ? [{ destinationId, role }] : [];
  });
}
