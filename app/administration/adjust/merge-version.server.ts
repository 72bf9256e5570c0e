import { getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { checkOverlay, type OverlayProblem } from "../../domain/overlay/check-overlay.ts";
import {
  mergeOverlay,
  settleMerge,
  type Decision,
  type OverlayMerge,
} from "../../domain/overlay/merge-overlay.ts";
import type { PlaceName } from "../../domain/overlay/place.ts";
import { switchActor } from "../../domain/switch-state.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import type { Actor } from "../../identity/permissions.ts";
import { auditMove } from "./audit-move.server.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import { writeDraft } from "./save-settings.server.ts";
import type { OfferingKey } from "../../domain/revision.ts";

/** A newer version of a service beside what a municipality set. */
export interface VersionMerge {
  readonly kind: "merge";
  readonly adjustment: Adjustment;
  readonly after: ServiceDefinition;
  readonly merge: OverlayMerge;
  /** What does not go with the newer version although nothing of the service changed there: a page or a code that is gone. */
  readonly unfit: readonly OverlayProblem[];
}

/** What the current version of a service would make of the settings; `upToDate` where they are made for it. */
export async function loadVersionMerge(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<VersionMerge | NoAdjustment | { readonly kind: "upToDate" }> {
  return withAdjustment(portal, actor, key, "overlay.read", async (sql, adjustment) => {
    const { service, overlay, currentVersion } = adjustment;
    if (service.version === currentVersion) return { kind: "upToDate" } as const;
    const after = await getServiceDefinition(sql, key.serviceId, currentVersion);
    return compare(adjustment, after, overlay);
  });
}

function compare(
  adjustment: Adjustment,
  after: ServiceDefinition,
  overlay: Adjustment["overlay"],
): VersionMerge {
  const merge = mergeOverlay(adjustment.service, after, overlay);
  return { kind: "merge", adjustment, after, merge, unfit: checkOverlay(after, merge.overlay) };
}

export type MergingVersion =
  | NoAdjustment
  | { readonly kind: "merged" | "upToDate" }
  /** Something is not decided yet; nothing was written. */
  | { readonly kind: "undecided"; readonly places: readonly PlaceName[] }
  | { readonly kind: "refused"; readonly problems: readonly OverlayProblem[] };

/**
 * What is worked on, based on what counts now where that is nothing but what it was based on before, taken over to the newer version by
 * a switch: nobody has changed anything meanwhile.
 */
function rebased({ open, published }: Adjustment): Adjustment["open"] {
  if (!open || !published?.createdBy.startsWith(switchActor(""))) return open;
  return published.basedOn === open.basedOn ? { ...open, basedOn: published.number } : open;
}

/**
 * Takes the settings over to the current version as decided, into a draft, which is then proposed and released as any other. `noteOf`
 * says what was decided, in the words of whoever did: it stays with the revision.
 */
export async function mergeVersion(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  decisions: ReadonlyMap<PlaceName, Decision>,
  noteOf: (merge: VersionMerge) => string,
): Promise<MergingVersion> {
  return withAdjustment(
    portal,
    actor,
    key,
    "overlay.edit",
    async (sql, found): Promise<MergingVersion> => {
      const { service, overlay, currentVersion } = found;
      if (service.version === currentVersion) return { kind: "upToDate" };
      const after = await getServiceDefinition(sql, key.serviceId, currentVersion);
      const compared = compare(found, after, overlay);
      const { merge } = compared;
      const settled = settleMerge(merge, decisions);
      // What breaks the form may come from more than the one that is named.
      const unfit = compared.unfit.filter(({ code }) => code !== "breaks");
      const asked = [...merge.open, ...unfit].map(({ place }) => place);
      const places = asked.filter((place) => place !== "" && !decisions.has(place));
      if (!settled || places.length > 0) return { kind: "undecided", places };
      const problems = checkOverlay(after, settled);
      if (problems.length > 0) return { kind: "refused", problems };
      const told = noteOf(compared);
      const note = [found.open?.note ?? "", told].filter((part) => part !== "").join("\n");
      const next = { overlay: settled, serviceVersion: currentVersion, note };
      await writeDraft(sql, portal, actor, key, { ...found, open: rebased(found) }, next);
      await auditMove(sql, portal, actor, key, {
        action: "overlay.merged",
        details: { from: service.version, to: currentVersion, decided: merge.open.length },
      });
      return { kind: "merged" };
    },
  );
}
