import { query } from "#db/connect.ts";
import type { FoundWindow } from "#db/queries/offering-windows.ts";
import { findPlace, type Place } from "#db/queries/places.ts";
import { findRevision, type RevisionRow } from "#db/queries/revisions.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import type { Municipality } from "../domain/municipality.ts";
import { compileOffering, type Offering } from "../domain/offering.ts";
import { previewState, windowAt, type WindowState } from "../domain/offering-window.ts";
import { applyOverlay } from "../domain/overlay/apply-overlay.ts";
import { noOverlay, type Overlay } from "../domain/overlay/overlay.ts";
import { isOpenRevision, readOfferedVersion } from "../domain/revision.ts";
import { sha256 } from "../platform/crypto.server.ts";
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
      readonly opening: Opening;
    };

/** How an offering stands for whoever asks now. */
export interface Opening {
  readonly state: WindowState;
  /** What is filed here is synthetic; `preview`: because somebody looks at it by a preview link. */
  readonly test: "testMode" | "preview" | undefined;
  /** There are only so many places. */
  readonly limited: boolean;
  /** When the offering was last changed; undefined where it is none yet. */
  readonly changedAt: Date | undefined;
}

/**
 * Finds what a municipality offers under a service id, in whatever state but off. Whether it is switched on, and which version and
 * revision count, is read anew each time, so that a change is live at once in every process; what they say never changes and is
 * compiled once. `preview`: token of a link with which somebody looks at what is not public.
 */
export async function findOffering(
  portal: Portal,
  slug: string,
  serviceId: string,
  preview?: string,
): Promise<FoundOffering> {
  const place = await query(portal.database, (sql) =>
    findPlace(sql, slug, serviceId, previewBy(portal, preview)),
  );
  return offeringAt(portal, place, serviceId);
}

/** What a preview link's token opens; only its hash is stored. */
export function previewBy(portal: Portal, token: string | undefined) {
  return token === undefined
    ? undefined
    : { tokenHash: Buffer.from(sha256(token), "hex"), now: portal.clock() };
}

/** The same for a place that was looked up already. */
export async function offeringAt(
  portal: Portal,
  place: Place | undefined,
  serviceId: string,
): Promise<FoundOffering> {
  if (!place) return { kind: "unknownMunicipality" };
  const { municipality, offeredVersion } = place;
  const opening = place.previewed
    ? previewOpening(place.offered)
    : openingOf(portal, place.offered);
  const offering =
    offeredVersion === undefined || !opening
      ? undefined
      : await loadVersion(portal, municipality.ars, serviceId, offeredVersion);
  return offering && opening
    ? { kind: "offered", municipality, offering, opening }
    : { kind: "notOffered", municipality };
}

function previewOpening(offered: FoundWindow | undefined): Opening {
  return { state: previewState, test: "preview", limited: false, changedAt: offered?.changedAt };
}

/** How an offering stands now; undefined where it is off and nothing may be finished any more. */
export function openingOf(
  portal: Pick<Portal, "clock">,
  offered: FoundWindow | undefined,
): Opening | undefined {
  if (!offered) return undefined;
  const { window, filed, changedAt } = offered;
  const state = windowAt(window, filed, portal.clock());
  if (state.kind === "off" && !state.mayFile) return undefined;
  const limited = window.submissionLimit !== undefined;
  return { state, test: window.testMode ? "testMode" : undefined, limited, changedAt };
}

/**
 * The compiled definition of one version as a municipality (ARS) offers it, with what it has set (`1.2.0+7`); undefined where there is no
 * such version or revision. Neither ever changes once it is published, so both are compiled once and kept; a revision that is still
 * worked on is read anew each time, and compiled once per content.
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
  const read = () =>
    query(portal.database, (sql) => findRevision(sql, { ars, serviceId }, revision));
  const known = await cache.get(`${ars} ${serviceId} ${version}`, async () => {
    const row = await read();
    return row && !isOpenRevision(row.state) ? compileRevision(portal, row, version) : undefined;
  });
  if (known) return known;
  const row = await read();
  return row && compileRevision(portal, row, version);
}

/** Many towns often set the same: what they share is compiled once. Undefined where the revision is not of that version. */
async function compileRevision(
  portal: Portal,
  { serviceId, serviceVersion, overlayHash, overlay }: RevisionRow,
  version: string,
): Promise<Offering | undefined> {
  if (readOfferedVersion(version).serviceVersion !== serviceVersion) return undefined;
  const shared = await cacheOf(portal).get(`${serviceId} ${serviceVersion} ${overlayHash}`, () =>
    compileStored(portal, serviceId, serviceVersion, overlay),
  );
  return shared && { ...shared, service: { ...shared.service, version } };
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
  return definition && compileOffering(applyOverlay(definition, overlay));
}

const caches = new WeakMap<Portal, OfferingCache>();

function cacheOf(portal: Portal): OfferingCache {
  const known = caches.get(portal);
  if (known) return known;
  const made = createOfferingCache();
  caches.set(portal, made);
  return made;
}
