import type { Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { hasOffering } from "#db/queries/offerings.ts";
import { findRevision, setCurrentRevision, setRevisionState } from "#db/queries/revisions.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import { askSurroundings } from "../../catalogue/ask-servers.server.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../../catalogue/readiness.server.ts";
import { dayOf } from "../../domain/deadline.ts";
import {
  checkOverlay,
  rehearseOverlay,
  type OverlayProblem,
} from "../../domain/overlay/check-overlay.ts";
import { diffOverlays, joinEdits, type EditClash } from "../../domain/overlay/edit-overlay.ts";
import { mergeOverlay } from "../../domain/overlay/merge-overlay.ts";
import { noOverlay, type Overlay } from "../../domain/overlay/overlay.ts";
import type { ReadinessCheck } from "../../domain/readiness.ts";
import type { Actor } from "../../identity/permissions.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import { writeDraft } from "./save-settings.server.ts";
import type { OfferingKey } from "../../domain/revision.ts";

export type Moving =
  | NoAdjustment
  | { readonly kind: "moved" }
  /** There is nothing to do that with, or no longer. */
  | { readonly kind: "noSuchRevision" }
  /** Whoever wrote or proposed it does not release it. */
  | { readonly kind: "ownWork" }
  | { readonly kind: "refused"; readonly problems: readonly OverlayProblem[] }
  /** Something else was published meanwhile. It was joined, and somebody has to look at it and propose it again. */
  | { readonly kind: "overtaken"; readonly clashes: readonly EditClash[] }
  /** These keep the offering from being online. */
  | { readonly kind: "notReady"; readonly obstacles: readonly ReadinessCheck[] }
  /** It is made for a version that is not offered any more: released, it would take citizens back to that one. */
  | { readonly kind: "outdated" }
  /** There is work that would be lost. */
  | { readonly kind: "openWork" };

/** Hands the draft to be released, with what it is for. */
export async function proposeRevision(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  note: string,
): Promise<Moving> {
  return withAdjustment(portal, actor, key, "overlay.edit", async (sql, found): Promise<Moving> => {
    const { open, service, overlay, municipality } = found;
    if (open?.state !== "draft") return { kind: "noSuchRevision" };
    if (found.outdated) return { kind: "outdated" };
    const problems = checkOverlay(service, overlay);
    if (problems.length > 0) return { kind: "refused", problems };
    const options = { today: dayOf(portal.clock()), state: municipality.state };
    const stumbles = rehearseOverlay(service, overlay, options);
    if (stumbles.length > 0) return { kind: "refused", problems: stumbles };
    await writeDraft(sql, portal, actor, key, found, {
      overlay,
      serviceVersion: service.version,
      note,
    });
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
      const { open, published, service, overlay } = found;
      if (open?.state !== "proposed") return { kind: "noSuchRevision" };
      if (open.authors.includes(actor.accountId)) return { kind: "ownWork" };
      if (found.outdated) return { kind: "outdated" };
      if (open.basedOn !== (published?.number ?? null))
        return joinPublished(sql, portal, actor, key, found);
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
      await audit(sql, portal, actor, key, "overlay.returned", open.number);
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

/**
 * Begins a draft that sets what an older revision (0: the service as it is) had set, in the version that is offered now. It takes the
 * same way to be released as any other.
 */
export async function revertTo(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  number: number,
): Promise<Moving> {
  return withAdjustment(portal, actor, key, "overlay.edit", async (sql, found): Promise<Moving> => {
    const { open, service } = found;
    if (open) return { kind: "openWork" };
    const overlay = await overlayOf(sql, key, number, found);
    if (!overlay) return { kind: "noSuchRevision" };
    const next = { overlay, serviceVersion: service.version, note: "" };
    await writeDraft(sql, portal, actor, key, found, next);
    await audit(sql, portal, actor, key, "overlay.reverted", number);
    return { kind: "moved" };
  });
}

/** What an older revision had set, as far as it still fits. What does not is for the diff to show. */
async function overlayOf(
  sql: Sql,
  key: OfferingKey,
  number: number,
  { service }: Adjustment,
): Promise<Overlay | undefined> {
  if (number === 0) return noOverlay;
  const row = await findRevision(sql, key, number);
  if (row?.state !== "published") return undefined;
  if (row.serviceVersion === service.version) return row.overlay;
  const before = await getServiceDefinition(sql, key.serviceId, row.serviceVersion);
  const merge = mergeOverlay(before, service, row.overlay);
  const conflicts = merge.open.filter(({ state }) => state === "conflict");
  return {
    ...merge.overlay,
    ...Object.fromEntries(
      conflicts.map(({ place, mine, theirs }) => [place, { value: mine, base: theirs }]),
    ),
  };
}

/** Something else was published since the work began: both are joined, and looked at again. */
async function joinPublished(
  sql: Sql,
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  found: Adjustment,
): Promise<Moving> {
  const { open, published, service } = found;
  if (!open) return { kind: "noSuchRevision" };
  const based = open.basedOn === null ? undefined : await findRevision(sql, key, open.basedOn);
  const base = based?.overlay ?? noOverlay;
  const edits = new Map(
    diffOverlays(base, open.overlay).map(({ place }) => [place, open.overlay[place]?.value]),
  );
  const { overlay, clashes } = joinEdits(base, published?.overlay ?? noOverlay, edits, service);
  const author: Actor = { ...actor, accountId: open.changedBy };
  const rebased = { ...open, basedOn: published?.number ?? null };
  const next = { overlay, serviceVersion: service.version };
  await writeDraft(sql, portal, author, key, { ...found, open: rebased }, next);
  await audit(sql, portal, actor, key, "overlay.returned", open.number);
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
  await audit(sql, portal, actor, key, `overlay.${to}`, number);
}

async function audit(
  sql: Sql,
  portal: Portal,
  actor: Actor,
  { ars, serviceId }: OfferingKey,
  action: string,
  revision: number,
): Promise<void> {
  await insertAuditEntry(sql, {
    at: portal.clock(),
    ars,
    actor: actor.accountId,
    action,
    subject: serviceId,
    details: { revision },
  });
}
