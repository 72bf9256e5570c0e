import { query } from "#db/connect.ts";
import { findPlace, type Place } from "#db/queries/places.ts";
import { findRevision } from "#db/queries/revisions.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import type { Municipality } from "../domain/municipality.ts";
import { compileOffering, type Offering } from "../domain/offering.ts";
import { applyOverlay } from "../domain/overlay/apply-overlay.ts";
import { noOverlay, type Overlay } from "../domain/overlay/overlay.ts";
import { readOfferedVersion } from "../domain/revision.ts";
import { createOfferingCache, type OfferingCache } from "./offering-cache.ts";
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
 * Finds what a municipality offers under a service id. Whether it is switched on, and which version and revision count, is read anew
 * each time, so that a change is live at once in every process; what they say never changes and is compiled once.
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
  const { municipality, offeredVersion } = place;
  const offering =
    offeredVersion === undefined
      ? undefined
      : await loadVersion(portal, municipality.ars, serviceId, offeredVersion);
  return offering
    ? { kind: "offered", municipality, offering }
    : { kind: "notOffered", municipality };
}

/**
 * The compiled definition of one version as a municipality (ARS) offers it, with what it has set (`1.2.0+7`); undefined where there is no
 * such version or revision. Neither ever changes, so both are compiled once and kept.
 */
export async function loadVersion(
  portal: Portal,
  ars: string,
  serviceId: string,
  version: string,
): Promise<Offering | undefined> {
  const { serviceVersion, revision } = readOfferedVersion(version);
  const cache = cacheOf(portal);
  if (revision === undefined) {
    return cache.get(`${serviceId} ${version}`, () =>
      compileStored(portal, serviceId, serviceVersion),
    );
  }
  return cache.get(`${ars} ${serviceId} ${version}`, async () => {
    const row = await query(portal.database, (sql) =>
      findRevision(sql, { ars, serviceId }, revision),
    );
    if (row?.serviceVersion !== serviceVersion) return undefined;
    // Many towns often set the same: what they share is compiled once.
    const shared = await cache.get(`${serviceId} ${serviceVersion} ${row.overlayHash}`, () =>
      compileStored(portal, serviceId, serviceVersion, row.overlay),
    );
    return shared && { ...shared, service: { ...shared.service, version } };
  });
}

async function compileStored(
  portal: Portal,
  serviceId: string,
  version: string,
  overlay: Overlay = noOverlay,
): Promise<Offering | undefined> {
  const definition = await query(portal.database, (sql) =>
    findServiceDefinition(sql, serviceId, version),
  );
  // Versions from before there were rules have none.
  return (
    definition && compileOffering(applyOverlay(Object.assign({ rules: [] }, definition), overlay))
  );
}

const caches = new WeakMap<Portal, OfferingCache>();

function cacheOf(portal: Portal): OfferingCache {
  const known = caches.get(portal);
  if (known) return known;
  const made = createOfferingCache();
  caches.set(portal, made);
  return made;
}
