import type { Sql } from "#db/connect.ts";
import { findRevision, type RevisionRow } from "#db/queries/revisions.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import {
  diffOverlays,
  editOverlay,
  joinEdits,
  type EditClash,
} from "../../domain/overlay/edit-overlay.ts";
import { mergeOverlay } from "../../domain/overlay/merge-overlay.ts";
import { noOverlay, type Overlay } from "../../domain/overlay/overlay.ts";
import type { PlaceName } from "../../domain/overlay/place.ts";
import type { OfferingKey } from "../../domain/revision.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import type { Actor } from "../../identity/permissions.ts";
import { auditMove } from "./audit-move.server.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import { writeDraft } from "./save-settings.server.ts";

/** What is worked on, beside something else that was published since that began. */
export interface Overtaken {
  /** The revision that counts by now; null: none does. */
  readonly published: number | null;
  /** Both joined; where both set something else, as published. */
  readonly overlay: Overlay;
  /** `mine`: as it is worked on; `theirs`: as published. The draft keeps its own until somebody has decided. */
  readonly clashes: readonly EditClash[];
  /** Names both sides as they were compared: another state of either has another one. */
  readonly state: string;
}

/** Undefined where what is worked on began from what counts, and where it has to be taken over to another version first. */
export async function findOvertaken(
  sql: Sql,
  key: OfferingKey,
  { open, published, service, outdated }: Adjustment,
): Promise<Overtaken | undefined> {
  const number = published?.number ?? null;
  if (!open || outdated || open.basedOn === number) return undefined;
  const based = open.basedOn === null ? undefined : await findRevision(sql, key, open.basedOn);
  const base = based?.overlay ?? noOverlay;
  const edits = new Map(
    diffOverlays(base, open.overlay).map(({ place }) => [place, open.overlay[place]?.value]),
  );
  const theirs = await takenOver(sql, published, service);
  const { overlay, clashes } = joinEdits(base, theirs.overlay, edits, service);
  // The draft's version says something else there than the one it was set for.
  const doubtful = diffOverlays(base, theirs.overlay).flatMap(({ place }): EditClash[] => {
    const isTold = !theirs.doubtful.has(place) || clashes.some((clash) => clash.place === place);
    const setting = theirs.overlay[place];
    return isTold || !setting
      ? []
      : [{ place, mine: open.overlay[place] ?? null, theirs: setting }];
  });
  return {
    published: number,
    overlay,
    clashes: [...clashes, ...doubtful],
    state: `${String(number ?? 0)}.${String(open.edits)}`,
  };
}

/** What was published, in the version that is worked on, with the places at which both versions say something else. */
async function takenOver(
  sql: Sql,
  published: RevisionRow | undefined,
  service: ServiceDefinition,
): Promise<{ readonly overlay: Overlay; readonly doubtful: ReadonlySet<PlaceName> }> {
  const overlay = published?.overlay ?? noOverlay;
  if (!published || published.serviceVersion === service.version)
    return { overlay, doubtful: new Set() };
  const before = await getServiceDefinition(sql, published.serviceId, published.serviceVersion);
  const merge = mergeOverlay(before, service, overlay);
  const conflicts = merge.open.filter(({ state }) => state === "conflict");
  const open = conflicts.map(({ place, mine, theirs }) => [place, { value: mine, base: theirs }]);
  return {
    overlay: { ...merge.overlay, ...(Object.fromEntries(open) as Overlay) },
    doubtful: new Set(conflicts.map(({ place }) => place)),
  };
}

/** What is worked on, as if it had begun from what counts by now. */
export function rebasedOn({ published }: Overtaken, found: Adjustment): Adjustment {
  return { ...found, open: found.open && { ...found.open, basedOn: published } };
}

export type Settling =
  | NoAdjustment
  | { readonly kind: "settled" }
  /** There is nothing to decide any more, or something else. */
  | { readonly kind: "noSuchRevision" }
  /** Something is not decided yet; nothing was written. */
  | { readonly kind: "undecided"; readonly places: readonly PlaceName[] };

/** Joins what is worked on with what was published meanwhile, as somebody decided place by place; it stays a draft. */
export async function settleOvertaken(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
  {
    state,
    decisions,
  }: { readonly state: string; readonly decisions: ReadonlyMap<PlaceName, "mine" | "theirs"> },
): Promise<Settling> {
  return withAdjustment(
    portal,
    actor,
    key,
    "overlay.edit",
    async (sql, found): Promise<Settling> => {
      const { service } = found;
      const overtaken = await findOvertaken(sql, key, found);
      if (overtaken?.state !== state) return { kind: "noSuchRevision" };
      const { clashes } = overtaken;
      const open = clashes.filter(({ place }) => !decisions.has(place));
      if (open.length > 0) return { kind: "undecided", places: open.map(({ place }) => place) };
      const mine = clashes.filter(({ place }) => decisions.get(place) === "mine");
      const edits = new Map(mine.map((clash) => [clash.place, clash.mine?.value]));
      const overlay = editOverlay(service, overtaken.overlay, edits);
      const next = { overlay, serviceVersion: service.version };
      await writeDraft(sql, portal, actor, key, rebasedOn(overtaken, found), next);
      const places = clashes.map(({ place }) => place).slice(0, 100);
      await auditMove(sql, portal, actor, key, {
        action: "overlay.changed",
        details: { places: places.join(" ") },
      });
      return { kind: "settled" };
    },
  );
}
