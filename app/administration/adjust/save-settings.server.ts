import type { Sql } from "#db/connect.ts";
import { insertRevision, updateRevision } from "#db/queries/revisions.ts";
import { hashOf } from "../../catalogue/content-hash.server.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { checkOverlay, type OverlayProblem } from "../../domain/overlay/check-overlay.ts";
import {
  diffOverlays,
  joinEdits,
  type EditClash,
  type Edits,
} from "../../domain/overlay/edit-overlay.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import type { PlaceName } from "../../domain/overlay/place.ts";
import type { Actor } from "../../identity/permissions.ts";
import { auditMove } from "./audit-move.server.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import type { OfferingKey } from "../../domain/revision.ts";

export type Saving =
  | NoAdjustment
  /** With what somebody else set meanwhile at the same places; theirs stays until it is set once more. */
  | { readonly kind: "saved"; readonly clashes: readonly EditClash[] }
  /** Nothing was written. */
  | { readonly kind: "refused"; readonly problems: readonly OverlayProblem[] };

/**
 * Writes settings into the revision that is worked on, and begins one where there is none. `seen`: what was set when the form was
 * shown, so that two editors do not undo each other. What the settings make of the form as a whole is checked when they are proposed.
 */
export async function saveSettings(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  { seen, edits }: { readonly seen: Overlay; readonly edits: Edits },
): Promise<Saving> {
  return withAdjustment(portal, actor, key, "overlay.edit", async (sql, found): Promise<Saving> => {
    const { service, overlay: stored } = found;
    const { overlay, clashes } = joinEdits(seen, stored, edits, service);
    const changed = diffOverlays(stored, overlay).map(({ place }) => place);
    if (changed.length === 0) return { kind: "saved", clashes };
    const problems = problemsAt(checkOverlay(service, overlay), changed);
    if (problems.length > 0) return { kind: "refused", problems };
    await writeDraft(sql, portal, actor, key, found, { overlay, serviceVersion: service.version });
    await auditMove(sql, portal, actor, key, {
      action: "overlay.changed",
      details: { places: changed.slice(0, 100).join(" ") },
    });
    return { kind: "saved", clashes };
  });
}

/** What is wrong with what was just set; a form that does not work yet may still be worked on. */
function problemsAt(
  problems: readonly OverlayProblem[],
  changed: readonly PlaceName[],
): readonly OverlayProblem[] {
  return problems.filter(
    ({ place, code }) => code !== "breaks" && (place === "" || changed.includes(place)),
  );
}

/** Writes what is worked on, as a draft; what was proposed has to be proposed again. */
export async function writeDraft(
  sql: Sql,
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  { open, published }: Pick<Adjustment, "open" | "published">,
  next: { readonly overlay: Overlay; readonly serviceVersion: string; readonly note?: string },
): Promise<void> {
  const { overlay, serviceVersion } = next;
  const at = portal.clock();
  const written = { ...key, serviceVersion, overlay, overlayHash: hashOf(overlay) };
  if (open) {
    const { number, basedOn } = open;
    const note = next.note ?? open.note;
    const change = { changedAt: at, changedBy: actor.accountId };
    await updateRevision(sql, { ...written, number, basedOn, note, ...change });
    return;
  }
  await insertRevision(sql, {
    ...written,
    basedOn: published?.number ?? null,
    state: "draft",
    note: next.note ?? "",
    createdAt: at,
    createdBy: actor.accountId,
    publishedAt: null,
    publishedBy: null,
  });
}
