import type { Sql } from "#db/connect.ts";
import { hasOffering } from "#db/queries/offerings.ts";
import { setCurrentRevision, setRevisionState } from "#db/queries/revisions.ts";
import { askSurroundings } from "../../catalogue/ask-servers.server.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../../catalogue/readiness.server.ts";
import { dayOf } from "../../domain/deadline.ts";
import { checkOverlay, type OverlayProblem } from "../../domain/overlay/check-overlay.ts";
import type { EditClash } from "../../domain/overlay/edit-overlay.ts";
import { rehearseOverlay } from "../../domain/overlay/rehearse-overlay.ts";
import type { ReadinessCheck } from "../../domain/readiness-check.ts";
import { hadAHand, type OfferingKey } from "../../domain/revision.ts";
import type { Actor } from "../../identity/permissions.ts";
import { auditMove } from "./audit-move.server.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import { findOvertaken, rebasedOn, type Overtaken } from "./overtaken.server.ts";
import { writeDraft } from "./save-settings.server.ts";

export type Moving =
  | NoAdjustment
  | { readonly kind: "moved" }
  /** There is nothing to do that with, or no longer. */
  | { readonly kind: "noSuchRevision" }
  /** Whoever wrote or proposed it does not release it. */
  | { readonly kind: "ownWork" }
  | { readonly kind: "refused"; readonly problems: readonly OverlayProblem[] }
  /**
   * Something else was published meanwhile. What only one of both set is joined, and somebody has to look at it and propose it again;
   * where both set something else, the draft keeps its own until somebody has decided.
   */
  | { readonly kind: "overtaken"; readonly clashes: readonly EditClash[] }
  /** These keep the offering from being online. */
  | { readonly kind: "notReady"; readonly obstacles: readonly ReadinessCheck[] }
  /** It is made for a version that is not offered any more: released, it would take citizens back to that one. */
  | { readonly kind: "outdated" };

/** Hands the draft to be released, with what it is for. */
export async function proposeRevision(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  note: string,
): Promise<Moving> {
  return withAdjustment(portal, actor, key, "overlay.edit", async (sql, found): Promise<Moving> => {
    const { open, service, municipality } = found;
    if (open?.state !== "draft") return { kind: "noSuchRevision" };
    if (found.outdated) return { kind: "outdated" };
    const overtaken = await findOvertaken(sql, key, found);
    if (overtaken && overtaken.clashes.length > 0)
      return { kind: "overtaken", clashes: overtaken.clashes };
    const overlay = overtaken?.overlay ?? found.overlay;
    const problems = checkOverlay(service, overlay);
    if (problems.length > 0) return { kind: "refused", problems };
    const options = { today: dayOf(portal.clock()), state: municipality.state };
    const stumbles = rehearseOverlay(service, overlay, options);
    if (stumbles.length > 0) return { kind: "refused", problems: stumbles };
    // Who hands it on did not write it.
    const author: Actor = { ...actor, accountId: open.changedBy };
    const draft = overtaken ? rebasedOn(overtaken, found) : found;
    const next = { overlay, serviceVersion: service.version, note };
    await writeDraft(sql, portal, author, key, draft, next);
    await step(sql, portal, actor, key, { number: open.number, to: "proposed" });
    return { kind: "moved" };
  });
}

/** Lets what was proposed count: live with the next request of a citizen. */
export async function releaseRevision(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<Moving> {
  const around = await askSurroundings(portal);
  return withAdjustment(
    portal,
    actor,
    key,
    "overlay.release",
    async (sql, found): Promise<Moving> => {
      const { open, service, overlay } = found;
      if (open?.state !== "proposed") return { kind: "noSuchRevision" };
      if (hadAHand(open, actor.accountId)) return { kind: "ownWork" };
      if (found.outdated) return { kind: "outdated" };
      const overtaken = await findOvertaken(sql, key, found);
      if (overtaken) return giveBack(sql, portal, actor, key, { found, overtaken });
      const problems = checkOverlay(service, overlay);
      if (problems.length > 0) return { kind: "refused", problems };
      if (!(await hasOffering(sql, key.ars, key.serviceId))) return { kind: "noSuchRevision" };
      const red = await obstaclesToPublish(sql, key, { now: portal.clock(), around });
      // A form that is broken as it counts now is what this may be about to mend.
      const obstacles = red.filter(({ what }) => what !== "form");
      if (obstacles.length > 0) return { kind: "notReady", obstacles };
      await step(sql, portal, actor, key, { number: open.number, to: "published" });
      const by = { at: portal.clock(), actor: actor.accountId };
      await setCurrentRevision(sql, key, open.number, by);
      return { kind: "moved" };
    },
  );
}

/** Gives what was proposed back to be worked on. */
export async function returnRevision(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  note: string,
): Promise<Moving> {
  return withAdjustment(
    portal,
    actor,
    key,
    "overlay.release",
    async (sql, found): Promise<Moving> => {
      const { open, overlay, service } = found;
      if (open?.state !== "proposed") return { kind: "noSuchRevision" };
      // Who returns it did not write it: names of authors stay as they are.
      const author: Actor = { ...actor, accountId: open.changedBy };
      await writeDraft(sql, portal, author, key, found, {
        overlay,
        serviceVersion: service.version,
        note,
      });
      await auditMove(sql, portal, actor, key, {
        action: "overlay.returned",
        details: { revision: open.number },
      });
      return { kind: "moved" };
    },
  );
}

/** Gives up what is being worked on; what counts goes on to count. */
export async function dropRevision(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<Moving> {
  return withAdjustment(
    portal,
    actor,
    key,
    "overlay.edit",
    async (sql, { open }): Promise<Moving> => {
      if (!open) return { kind: "noSuchRevision" };
      await step(sql, portal, actor, key, { number: open.number, to: "dropped" });
      return { kind: "moved" };
    },
  );
}

/** Something else was published since the work began: it is a draft again. Nothing of it is lost. */
async function giveBack(
  sql: Sql,
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  { found, overtaken }: { readonly found: Adjustment; readonly overtaken: Overtaken },
): Promise<Moving> {
  const { open, overlay, service } = found;
  if (!open) return { kind: "noSuchRevision" };
  const { clashes } = overtaken;
  const isJoined = clashes.length === 0;
  const author: Actor = { ...actor, accountId: open.changedBy };
  await writeDraft(sql, portal, author, key, isJoined ? rebasedOn(overtaken, found) : found, {
    overlay: isJoined ? overtaken.overlay : overlay,
    serviceVersion: service.version,
  });
  await auditMove(sql, portal, actor, key, {
    action: "overlay.returned",
    details: { revision: open.number },
  });
  return { kind: "overtaken", clashes };
}

async function step(
  sql: Sql,
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  { number, to }: { readonly number: number; readonly to: "proposed" | "published" | "dropped" },
): Promise<void> {
  const change = { state: to, at: portal.clock(), actor: actor.accountId };
  await setRevisionState(sql, key, number, change);
  await auditMove(sql, portal, actor, key, {
    action: `overlay.${to}`,
    details: { revision: number },
  });
}
