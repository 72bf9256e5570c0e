import type { Sql } from "#db/connect.ts";
import { findRevision } from "#db/queries/revisions.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { checkOverlay } from "../../domain/overlay/check-overlay.ts";
import { mergeOverlay } from "../../domain/overlay/merge-overlay.ts";
import { noOverlay, type Overlay } from "../../domain/overlay/overlay.ts";
import type { OfferingKey } from "../../domain/revision.ts";
import type { Actor } from "../../identity/permissions.ts";
import { auditMove } from "./audit-move.server.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import { writeDraft } from "./save-settings.server.ts";

export type Reverting =
  | NoAdjustment
  /** `toDecide`: the draft is one of the older version; not all of it goes with the one that is offered now. */
  | { readonly kind: "reverted"; readonly toDecide: boolean }
  | { readonly kind: "noSuchRevision" }
  /** There is work that would be lost. */
  | { readonly kind: "openWork" };

/**
 * Begins a draft that sets what an older revision (0: the service as it is) had set. It takes the same way to be released as any other.
 * Where the older version said something else at one of its places, nothing is decided here: the draft stays one of that version, and
 * is then taken over to the current one as any other, place by place.
 */
export async function revertTo(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  { number, note }: { readonly number: number; readonly note: string },
): Promise<Reverting> {
  return withAdjustment(
    portal,
    actor,
    key,
    "overlay.edit",
    async (sql, found): Promise<Reverting> => {
      if (found.open) return { kind: "openWork" };
      const next = await olderSettings(sql, key, number, found);
      if (!next) return { kind: "noSuchRevision" };
      await writeDraft(sql, portal, actor, key, found, { ...next, note });
      await auditMove(sql, portal, actor, key, {
        action: "overlay.reverted",
        details: { revision: number },
      });
      return { kind: "reverted", toDecide: next.toDecide };
    },
  );
}

async function olderSettings(
  sql: Sql,
  key: OfferingKey,
  number: number,
  { service, currentVersion }: Adjustment,
): Promise<
  | { readonly overlay: Overlay; readonly serviceVersion: string; readonly toDecide: boolean }
  | undefined
> {
  if (number === 0) return { overlay: noOverlay, serviceVersion: service.version, toDecide: false };
  const row = await findRevision(sql, key, number);
  if (row?.state !== "published") return undefined;
  const { overlay, serviceVersion } = row;
  if (serviceVersion === service.version || serviceVersion === currentVersion)
    return { overlay, serviceVersion, toDecide: false };
  const before = await getServiceDefinition(sql, key.serviceId, serviceVersion);
  const merge = mergeOverlay(before, service, overlay);
  const fits = merge.open.length === 0 && checkOverlay(service, merge.overlay).length === 0;
  return fits
    ? { overlay: merge.overlay, serviceVersion: service.version, toDecide: false }
    : { overlay, serviceVersion, toDecide: true };
}
