import { findAccountNames } from "#db/queries/accounts.ts";
import { findRevision, listRevisions, type RevisionRow } from "#db/queries/revisions.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import type { Municipality } from "../../domain/municipality.ts";
import { diffOverlays, type OverlayChange } from "../../domain/overlay/edit-overlay.ts";
import { noOverlay } from "../../domain/overlay/overlay.ts";
import { readPlaceName } from "../../domain/overlay/place.ts";
import { valueAt } from "../../domain/overlay/values.ts";
import type { OfferingKey } from "../../domain/revision.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import type { Actor } from "../../identity/permissions.ts";
import { withAdjustment, type Adjustment, type NoAdjustment } from "./find-adjustment.server.ts";
import { findOvertaken, type Overtaken } from "./overtaken.server.ts";

export interface RevisionList {
  readonly kind: "revisions";
  readonly adjustment: Adjustment;
  readonly revisions: readonly Omit<RevisionRow, "overlay">[];
  /** Names of accounts by their id; what is no account (a merge, the command line) is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** How many places the work in progress changes against what counts. */
  readonly changes: number;
  /** Where something else was published since the work began. */
  readonly overtaken: Overtaken | undefined;
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
    const overtaken = await findOvertaken(sql, key, adjustment);
    const worked = overtaken?.overlay ?? open?.overlay;
    const changed = worked ? diffOverlays(published?.overlay ?? noOverlay, worked).length : 0;
    return {
      kind: "revisions",
      adjustment,
      revisions,
      names: await findAccountNames(sql, [...new Set(revisions.flatMap(peopleOf))]),
      changes: changed + (overtaken?.clashes.length ?? 0),
      overtaken,
    } as const;
  });
}

type People = Pick<RevisionRow, "authors" | "createdBy" | "publishedBy">;

/** Who wrote a revision: all who had a hand in it, the first one first. */
export function authorsOf({
  authors,
  createdBy,
}: Pick<People, "authors" | "createdBy">): readonly string[] {
  return authors.length > 0 ? authors : [createdBy];
}

function peopleOf(row: People): readonly string[] {
  return [...authorsOf(row), ...(row.publishedBy === null ? [] : [row.publishedBy])];
}

export interface ComparedRevision {
  readonly kind: "compared";
  readonly municipality: Municipality;
  readonly row: RevisionRow;
  /** Names of accounts by their id, as in the list. */
  readonly names: ReadonlyMap<string, string>;
  /** In the version of the revision. */
  readonly service: ServiceDefinition;
  /** The revision it began from; undefined: the service as it is. */
  readonly before: number | undefined;
  /** Null on either side: nothing is said there, by the service neither. */
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
      const service = await getServiceDefinition(sql, key.serviceId, row.serviceVersion);
      const changes = diffOverlays(before?.overlay ?? noOverlay, row.overlay);
      return {
        kind: "compared",
        municipality,
        row,
        names: await findAccountNames(sql, [...new Set(peopleOf(row))]),
        service,
        before: before?.number,
        changes: changes.map((change) => withGiven(service, change)),
      };
    },
  );
}

/** Where nothing is set, what the service says counts: that is what somebody who releases has to compare with. */
function withGiven(service: ServiceDefinition, change: OverlayChange): OverlayChange {
  const place = readPlaceName(change.place);
  const given = place && place.kind !== "extra" ? (valueAt(service, place) ?? null) : null;
  return { ...change, before: change.before ?? given, after: change.after ?? given };
}
