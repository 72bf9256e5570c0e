import { withMunicipality, type Sql } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import {
  findOpenRevision,
  findPublishedRevision,
  lockOffering,
  type RevisionRow,
} from "#db/queries/revisions.ts";
import { findCurrentVersion, getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import type { Municipality } from "../../domain/municipality.ts";
import { noOverlay, type Overlay } from "../../domain/overlay/overlay.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { can, type Action, type Actor } from "../../identity/permissions.ts";
import type { OfferingKey } from "../../domain/revision.ts";

/** How a municipality sets a service, as those who work on it see it. */
export interface Adjustment {
  readonly kind: "adjustment";
  readonly municipality: Municipality;
  /** The version that is being worked on, without anything of the municipality. */
  readonly service: ServiceDefinition;
  /** What is set: in the revision that is worked on, else in the one that counts. */
  readonly overlay: Overlay;
  /** Undefined where the service counts as it is. */
  readonly published: RevisionRow | undefined;
  readonly open: RevisionRow | undefined;
  /** The version that others get. */
  readonly currentVersion: string;
  /** What is worked on is made for a version that is not offered any more: it has to be taken over to the current one first. */
  readonly outdated: boolean;
}

/** `unknown`: no such offering for this person. `forbidden`: may look but not do that. */
export interface NoAdjustment {
  readonly kind: "unknown" | "forbidden";
}

/**
 * Finds what there is of an offering and does something with it in the same transaction, with the offering locked, unless it is only
 * looked at (`overlay.read`).
 */
export async function withAdjustment<T>(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  action: Extract<Action, `overlay.${string}`>,
  work: (sql: Sql, found: Adjustment) => Promise<T>,
): Promise<T | NoAdjustment> {
  const { ars, serviceId } = key;
  if (!can(actor, "overlay.read", ars)) return { kind: "unknown" };
  if (!can(actor, action, ars)) return { kind: "forbidden" };
  return withMunicipality(portal.database, ars, async (sql): Promise<T | NoAdjustment> => {
    const looks = action === "overlay.read";
    if (!looks) await lockOffering(sql, key);
    const municipality = await findMunicipality(sql, ars);
    const currentVersion = await findCurrentVersion(sql, serviceId);
    if (!municipality || currentVersion === undefined) return { kind: "unknown" };
    const published = await findPublishedRevision(sql, key);
    const open = await findOpenRevision(sql, key, { lock: !looks });
    const version = (open ?? published)?.serviceVersion ?? currentVersion;
    const service = await getServiceDefinition(sql, serviceId, version);
    const overlay = (open ?? published)?.overlay ?? noOverlay;
    const offered = [published?.serviceVersion ?? currentVersion, currentVersion];
    return work(sql, {
      kind: "adjustment",
      municipality,
      service,
      overlay,
      published,
      open,
      currentVersion,
      outdated: !offered.includes(version),
    });
  });
}

/** Everything there is of an offering, to be looked at. */
export async function loadAdjustment(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<Adjustment | NoAdjustment> {
  return withAdjustment(portal, actor, key, "overlay.read", (_, found) => Promise.resolve(found));
}
