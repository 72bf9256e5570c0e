import type { Sql } from "#db/connect.ts";
import type { OfferingSetup } from "#db/queries/offering-setups.ts";
import { findOpenRevision, insertRevision, setCurrentRevision } from "#db/queries/revisions.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import type { Surroundings } from "../catalogue/ask-servers.server.ts";
import { hashOf } from "../catalogue/content-hash.server.ts";
import { publishRevision } from "../catalogue/publish-revision.server.ts";
import { checkOverlay } from "../domain/overlay/check-overlay.ts";
import { mergeOverlay } from "../domain/overlay/merge-overlay.ts";
import type { Overlay } from "../domain/overlay/overlay.ts";
import type { SetupLine } from "./report.ts";
import type { OfferingEntry } from "./setup-format.v1.ts";

/** Into which municipality, when, and by whom. */
export interface Target {
  readonly ars: string;
  readonly at: Date;
  readonly actor: string;
  /**
   * What becomes of the settings of a service: the operator's command line lets them count at once; what somebody uploads stays a draft
   * that somebody else releases, as if it had been typed. In the same way a service goes online, and applications go elsewhere, at once
   * or when somebody else confirms it.
   */
  readonly settings: "published" | "draft";
  readonly around: Surroundings;
}

export type Start =
  | { readonly kind: "fine"; readonly overlay: Overlay; readonly version: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "open"; readonly places: readonly string[] }
  | { readonly kind: "wrong"; readonly detail: string };

/** What the settings of the file amount to over the version that is current here. */
export async function startOf(
  sql: Sql,
  { service: id, version, overlay }: OfferingEntry,
): Promise<Start> {
  const after = await findServiceDefinition(sql, id);
  if (!after) return { kind: "unknown" };
  // Where that version was never imported here, nothing can be known of what moved.
  const made =
    version === after.version ? undefined : await findServiceDefinition(sql, id, version);
  const merge = mergeOverlay(made ?? after, after, overlay);
  const isNewer = version !== after.version;
  if (isNewer && merge.open.length > 0)
    return { kind: "open", places: merge.open.map(({ place }) => place) };
  // Of the same version, everything has to be right as it stands.
  const taken = isNewer ? merge.overlay : overlay;
  const [problem] = checkOverlay(after, taken);
  if (problem)
    return {
      kind: "wrong",
      detail: `${problem.place}: ${"detail" in problem ? problem.detail : problem.code}`,
    };
  return { kind: "fine", overlay: taken, version: after.version };
}

export interface TakenSettings {
  readonly line?: Pick<SetupLine, "level" | "code" | "detail">;
  /** What the file sets does not count (yet). */
  readonly isWaiting: boolean;
}

/** Publishes the settings, or writes them as a draft, unless they count already; tells what it did. The offering must be locked. */
export async function takeSettings(
  sql: Sql,
  target: Target,
  entry: OfferingEntry,
  start: Extract<Start, { kind: "fine" }>,
  setup: OfferingSetup | undefined,
): Promise<TakenSettings> {
  const has = setup?.revision ?? null;
  const wants = Object.keys(start.overlay).length > 0;
  const counts = wants
    ? has !== null &&
      setup?.overlayHash === hashOf(start.overlay) &&
      setup.serviceVersion === start.version
    : has === null || Object.keys(setup?.overlay ?? {}).length === 0;
  if (counts) return { isWaiting: false };
  if (target.settings === "draft") return draftSettings(sql, target, entry, start, has);
  const { ars, at, actor } = target;
  const { service: serviceId, version } = entry;
  if (!wants) {
    await setCurrentRevision(sql, { ars, serviceId }, null, { at, actor });
    return { line: { level: "change", code: "settingsGone" }, isWaiting: false };
  }
  await publishRevision(
    sql,
    { ars, serviceId },
    { serviceVersion: start.version, basedOn: has, overlay: start.overlay },
    { at, actor, note: "" },
  );
  const line =
    version === start.version
      ? ({ level: "change", code: has === null ? "settings" : "settingsReplaced" } as const)
      : ({
          level: "change",
          code: "settingsMerged",
          detail: `${version} → ${start.version}`,
        } as const);
  return { line, isWaiting: false };
}

/** Begins a draft with them; what somebody is working on already is not lost by it. */
async function draftSettings(
  sql: Sql,
  { ars, at, actor }: Target,
  { service: serviceId }: OfferingEntry,
  { overlay, version }: Extract<Start, { kind: "fine" }>,
  basedOn: number | null,
): Promise<TakenSettings> {
  const overlayHash = hashOf(overlay);
  const open = await findOpenRevision(sql, { ars, serviceId }, { lock: true });
  if (open?.overlayHash === overlayHash && open.serviceVersion === version)
    return { isWaiting: true };
  if (open) return { line: { level: "left", code: "openWork" }, isWaiting: true };
  await insertRevision(sql, {
    ars,
    serviceId,
    serviceVersion: version,
    basedOn,
    overlay,
    overlayHash,
    state: "draft",
    note: "",
    createdAt: at,
    createdBy: actor,
    publishedAt: null,
    publishedBy: null,
  });
  return { line: { level: "change", code: "settingsDraft" }, isWaiting: true };
}
