import type { Sql } from "#db/connect.ts";
import { saveOfferingDestinations } from "#db/queries/destinations.ts";
import {
  saveOfferingSetup,
  type OfferingSetup,
  type OfferingWindow,
} from "#db/queries/offering-setups.ts";
import { lockOffering, setCurrentRevision } from "#db/queries/revisions.ts";
import { findForced } from "#db/queries/rollout-places.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { hashOf } from "../catalogue/content-hash.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import { checkForced } from "../domain/check-window.ts";
import type { OfferingWindow as DomainWindow } from "../domain/offering-window.ts";
import { publishRevision } from "../catalogue/publish-revision.server.ts";
import type { DestinationRole } from "../domain/forwarding.ts";
import { checkOverlay } from "../domain/overlay/check-overlay.ts";
import { mergeOverlay } from "../domain/overlay/merge-overlay.ts";
import type { Overlay } from "../domain/overlay/overlay.ts";
import { isSame } from "../domain/versions/change.ts";
import type { SetupLine } from "./report.ts";
import type { OfferingEntry } from "./setup-format.v1.ts";

/** Into which municipality, when, and by whom. */
export interface Target {
  readonly ars: string;
  readonly at: Date;
  readonly actor: string;
}
type Way = { readonly destinationId: string; readonly role: DestinationRole };

/** What stands there now. */
export interface Standing {
  readonly setup: OfferingSetup | undefined;
  readonly ways: readonly Way[];
}

/** Takes one offering over and tells what it did. Where it tells an error, the caller rolls everything back. */
export async function importOffering(
  sql: Sql,
  target: Target,
  entry: OfferingEntry,
  standing: Standing,
  ways: readonly Way[],
): Promise<readonly SetupLine[]> {
  const { ars } = target;
  const { service: serviceId } = entry;
  const line = (
    level: SetupLine["level"],
    code: SetupLine["code"],
    detail?: string,
  ): SetupLine => ({
    part: "offering",
    subject: serviceId,
    level,
    code,
    ...(detail !== undefined && { detail }),
  });
  await lockOffering(sql, { ars, serviceId });
  const start = await startOf(sql, entry);
  switch (start.kind) {
    case "unknown":
      return [line("left", "unknownService")];
    case "open":
      return [line("left", "mergeOpen", start.places.join(", "))];
    case "wrong":
      return [line("error", "settingsWrong", start.detail)];
    case "fine":
      break;
  }
  const { setup } = standing;
  const forced = await findForced(sql, ars, serviceId);
  const stands = setup ? windowIn(setup) : emptyWindow;
  const wanted = windowOf(entry);
  const closes = forced && checkForced(settled(wanted), settled(stands), target.at).length > 0;
  const window = closes ? stands : wanted;
  const isOn = setup?.enabled ?? false;
  const lines: SetupLine[] = [];
  if (forced && !entry.enabled) lines.push(line("left", "forced", forced.reason));
  if (closes) lines.push(line("left", "forcedWindow"));
  if (isOn && !entry.enabled && !forced) lines.push(line("change", "switchedOff"));
  if (!isSame(window, stands)) lines.push(line("change", "window"));
  if (lines.some(({ level }) => level === "change") || !setup) {
    const enabled = isOn && (entry.enabled || forced !== undefined);
    await saveOfferingSetup(sql, target, { ...window, serviceId, enabled });
  }
  const settings = await takeSettings(sql, target, entry, start, setup);
  if (settings) lines.push(line("change", settings.code, settings.detail));
  if (!isSame(sortWays(ways), sortWays(standing.ways))) {
    await saveOfferingDestinations(sql, { ars, serviceId }, ways);
    lines.push(line("change", "ways"));
  }
  if (!isOn && entry.enabled) {
    // Last, because all of the above may be what was missing.
    const { length } = await obstaclesToPublish(sql, { ars, serviceId }, target.at);
    if (length > 0) lines.unshift(line("left", "notReady", String(length)));
    else {
      await setOffering(sql, {
        ars,
        serviceId,
        enabled: true,
        updatedAt: target.at,
        updatedBy: target.actor,
      });
      lines.unshift(line("change", "switchedOn"));
    }
  }
  if (lines.length > 0) return lines;
  return [setup ? line("same", "same") : line("change", "taken")];
}

type Start =
  | { readonly kind: "fine"; readonly overlay: Overlay; readonly version: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "open"; readonly places: readonly string[] }
  | { readonly kind: "wrong"; readonly detail: string };

/** What the settings of the file amount to over the version that is current here. */
async function startOf(sql: Sql, { service: id, version, overlay }: OfferingEntry): Promise<Start> {
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

/** Publishes the settings unless they count already; tells what it did. */
async function takeSettings(
  sql: Sql,
  { ars, at, actor }: Target,
  { service: serviceId, version }: OfferingEntry,
  start: Extract<Start, { kind: "fine" }>,
  setup: OfferingSetup | undefined,
): Promise<Pick<SetupLine, "code" | "detail"> | undefined> {
  const has = setup?.revision ?? null;
  const wants = Object.keys(start.overlay).length > 0;
  if (!wants) {
    if (has === null || Object.keys(setup?.overlay ?? {}).length === 0) return undefined;
    await setCurrentRevision(sql, { ars, serviceId }, null, { at, actor });
    return { code: "settingsGone" };
  }
  const isThere =
    setup?.overlayHash === hashOf(start.overlay) && setup.serviceVersion === start.version;
  if (has !== null && isThere) return undefined;
  await publishRevision(
    sql,
    { ars, serviceId },
    { serviceVersion: start.version, basedOn: has, overlay: start.overlay },
    { at, actor, note: "" },
  );
  if (version !== start.version)
    return { code: "settingsMerged", detail: `${version} → ${start.version}` };
  return { code: has === null ? "settings" : "settingsReplaced" };
}

function windowOf(entry: OfferingEntry): OfferingWindow {
  const at = (text: string | null): Date | null => (text === null ? null : new Date(text));
  const { closingText, maintenanceText, submissionLimit, testMode } = entry;
  return {
    opensAt: at(entry.opensAt),
    closesAt: at(entry.closesAt),
    finishBy: at(entry.finishBy),
    closingText,
    maintenanceText,
    submissionLimit,
    testMode,
  };
}

const emptyWindow: OfferingWindow = {
  opensAt: null,
  closesAt: null,
  finishBy: null,
  closingText: null,
  maintenanceText: null,
  submissionLimit: null,
  testMode: false,
};

function windowIn(setup: OfferingWindow): OfferingWindow {
  const { opensAt, closesAt, finishBy, closingText, maintenanceText, submissionLimit, testMode } =
    setup;
  return { opensAt, closesAt, finishBy, closingText, maintenanceText, submissionLimit, testMode };
}

/** The times and limits of a window as the domain knows them. */
function settled({ opensAt, closesAt, submissionLimit, testMode }: OfferingWindow): DomainWindow {
  return {
    enabled: true,
    opensAt: opensAt ?? undefined,
    closesAt: closesAt ?? undefined,
    submissionLimit: submissionLimit ?? undefined,
    testMode,
  };
}

function sortWays(ways: readonly Way[]): readonly string[] {
  return ways.map(({ destinationId, role }) => `${role} ${destinationId}`).sort();
}
