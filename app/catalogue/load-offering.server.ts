import { query } from "#db/connect.ts";
import { findPlace, type Place } from "#db/queries/places.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import type { Municipality } from "../domain/municipality.ts";
import { compileOffering, type Offering } from "../domain/offering.ts";
import type { Portal } from "./portal.server.ts";

/** What an address `/<municipality>/<service>` leads to. */
export type FoundOffering =
  | { readonly kind: "unknownMunicipality" }
  | { readonly kind: "notOffered"; readonly municipality: Municipality }
  | {
      readonly kind: "offered";
      readonly municipality: Municipality;
      readonly offering: Offering;
    };

/**
 * Finds what a municipality offers under a service id. Whether it is switched on is read anew each time, so
 * that a switch is live at once; the definition itself never changes within a version and is compiled once.
 */
export async function findOffering(
  portal: Portal,
  slug: string,
  serviceId: string,
): Promise<FoundOffering> {
  const place = await query(portal.database, (sql) => findPlace(sql, slug, serviceId));
  return offeringAt(portal, place, serviceId);
}

/** The same for a place that was looked up already. */
export async function offeringAt(
  portal: Portal,
  place: Place | undefined,
  serviceId: string,
): Promise<FoundOffering> {
  if (!place) return { kind: "unknownMunicipality" };
  const { municipality, currentVersion, feeTable } = place;
  const offering =
    currentVersion === undefined ? undefined : await loadVersion(portal, serviceId, currentVersion);
  return offering
    ? {
        kind: "offered",
        municipality,
        // Read anew each time, as the switch is; everything else is shared by all municipalities.
        offering: feeTable ? { ...offering, feeTable } : offering,
      }
    : { kind: "notOffered", municipality };
}

/** The compiled definition of one version; undefined where it is not in the catalogue. */
export async function loadVersion(
  portal: Portal,
  serviceId: string,
  version: string,
): Promise<Offering | undefined> {
  const cache = cacheOf(portal);
  const key = `${serviceId} ${version}`;
  const known = cache.get(key);
  if (known) {
    // Most recently used last, so that the first one is the one to drop.
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const definition = await query(portal.database, (sql) =>
    findServiceDefinition(sql, serviceId, version),
  );
  if (!definition) return undefined;
  // Versions from before there were rules have none.
  const offering = compileOffering(Object.assign({ rules: [] }, definition));
  cache.set(key, offering);
  const [oldest] = cache.keys();
  if (cache.size > maxCached && oldest !== undefined) cache.delete(oldest);
  return offering;
}

/** Compiled definitions kept per process; some hundred services are in use at once, with a few versions each. */
const maxCached = 1000;

const caches = new WeakMap<Portal, Map<string, Offering>>();

function cacheOf(portal: Portal): Map<string, Offering> {
  const known = caches.get(portal);
  if (known) return known;
  const made = new Map<string, Offering>();
  caches.set(portal, made);
  return made;
}
