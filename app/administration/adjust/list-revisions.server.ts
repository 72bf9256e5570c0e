import { findAccountNames } from "#db/queries/accounts.ts";
import { findRevision, listRevisions, type RevisionRow } from "#db/queries/revisions.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import type { Municipality } from "../../domain/municipality.ts";
import { diffOverlays, type OverlayChange } from "../../domain/overlay/edit-overlay.ts";
import { noOverlay } from "../../domain/overlay/overlay.ts";
import type { OfferingKey } from "../../domain/revision.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import type { Actor } from "../../identity/permissions.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";

export interface RevisionList {
  readonly kind: "revisions";
  readonly adjustment: Adjustment;
  readonly revisions: readonly Omit<RevisionRow, "overlay">[];
  /** Names of accounts by their id; what is no account (a merge, the command line) is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Places that the work in progress changes against what counts. */
  readonly changes: readonly OverlayChange[];
}

/** All revisions of an offering, newest first, with what is being worked on. */
export async function loadRevisions(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<RevisionList | NoAdjustment> {
  return withAdjustment(portal, actor, key, "overlay.read", async (sql, adjustment) => {
    const { open, published } = adjustment;
    const revisions = await listRevisions(sql, key);
    const ids = revisions.flatMap(({ changedBy, publishedBy }) => [changedBy, publishedBy ?? ""]);
    return {
      kind: "revisions",
      adjustment,
      revisions,
      names: await findAccountNames(sql, [...new Set(ids)]),
      changes: open ? diffOverlays(published?.overlay ?? noOverlay, open.overlay) : [],
    } as const;
  });
}

export interface ComparedRevision {
  readonly kind: "compared";
  readonly municipality: Municipality;
  /** In the version of the revision. */
  readonly service: ServiceDefinition;
  /** The revision it began from; undefined: the service as it is. */
  readonly before: number | undefined;
  readonly changes: readonly OverlayChange[];
}

/** What a revision changed against the one that counted when it was begun. */
export async function compareRevision(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  number: number,
): Promise<ComparedRevision | NoAdjustment> {
  return withAdjustment<ComparedRevision | NoAdjustment>(
    portal,
    actor,
    key,
    "overlay.read",
    async (sql, { municipality }) => {
      const row = await findRevision(sql, key, number);
      if (!row) return { kind: "unknown" };
      const before = row.basedOn === null ? undefined : await findRevision(sql, key, row.basedOn);
      return {
        kind: "compared",
        municipality,
        service: await getServiceDefinition(sql, key.serviceId, row.serviceVersion),
        before: before?.number,
        changes: diffOverlays(before?.overlay ?? noOverlay, row.overlay),
      };
    },
  );
}
