import type { Sql } from "#db/connect.ts";
import { isOfferingInUse } from "#db/queries/in-use.ts";
import {
  saveOfferingSetup,
  type OfferingSetup,
  type OfferingWindow,
} from "#db/queries/offering-setups.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { findForced } from "#db/queries/rollout-places.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { askConfirmation } from "../catalogue/ask-confirmation.server.ts";
import { changeWays } from "../catalogue/change-ways.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import { sameWays } from "../domain/confirmation.ts";
import { checkForced, checkWindow } from "../domain/check-window.ts";
import type { OfferingWindow as DomainWindow } from "../domain/offering-window.ts";
import type { Way } from "../domain/forwarding.ts";
import { isSame } from "../domain/versions/change.ts";
import { randomId } from "../platform/crypto.server.ts";
import { startOf, takeSettings, type Target } from "./import-settings.server.ts";
import type { LineCode, SetupLine } from "./report.ts";
import type { OfferingEntry } from "./setup-format.v1.ts";

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
  const contradictions = contradictionsIn(wanted, stands, entry.enabled, target.at);
  if (contradictions.length > 0) return contradictions.map((code) => line("error", code));
  const closes = forced && checkForced(settled(wanted), settled(stands), target.at).length > 0;
  const isOn = setup?.enabled ?? false;
  // What somebody uploads makes nothing real that is a test.
  const endsTest = target.settings === "draft" && isOn && stands.testMode && !wanted.testMode;
  const window = closes ? stands : endsTest ? { ...wanted, testMode: true } : wanted;
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
  if (settings.line)
    lines.push(line(settings.line.level, settings.line.code, settings.line.detail));
  const moved = await takeWays(sql, target, serviceId, standing.ways, ways);
  if (moved) lines.push(line(moved.level, moved.code));
  if ((!isOn || endsTest) && entry.enabled) {
    // Last, because all of the above may be what was missing; first to be told.
    const online = await goOnline(sql, target, { serviceId, endsTest }, settings.isWaiting);
    lines.unshift(line(online.level, online.code, online.detail));
  }
  if (lines.length > 0) return lines;
  return [setup ? line("same", "same") : line("change", "taken")];
}

type Outcome = Pick<SetupLine, "level" | "code" | "detail">;

/** Sets where it goes, or asks for that where something real goes there and nobody else has looked at it. */
async function takeWays(
  sql: Sql,
  { ars, at, actor, settings }: Target,
  serviceId: string,
  before: readonly Way[],
  after: readonly Way[],
): Promise<Outcome | undefined> {
  if (sameWays(before, after)) return undefined;
  const key = { ars, serviceId };
  if (settings === "published" || !(await isOfferingInUse(sql, key, at))) {
    await changeWays(sql, key, { before, after }, { at, actor });
    return { level: "change", code: "ways" };
  }
  const asked = { kind: "ways", before: plain(before), after: plain(after) } as const;
  const asking = await askConfirmation(sql, {
    ars,
    subject: serviceId,
    asked,
    id: randomId(),
    at,
    actor,
  });
  return asking === "asked"
    ? { level: "change", code: "waysAsked" }
    : { level: "left", code: "waysWait" };
}

/** Puts it online, or asks for that where nobody else has looked at it. */
async function goOnline(
  sql: Sql,
  { ars, at, actor, settings, around }: Target,
  { serviceId, endsTest }: { readonly serviceId: string; readonly endsTest: boolean },
  isWaiting: boolean,
): Promise<Outcome> {
  // Without its settings (a fee, say) it would be online as nobody meant it.
  if (isWaiting) return { level: "left", code: "settingsFirst" };
  const { length } = await obstaclesToPublish(sql, { ars, serviceId }, { now: at, around });
  if (length > 0) return { level: "left", code: "notReady", detail: String(length) };
  if (settings === "published") {
    await setOffering(sql, { ars, serviceId, enabled: true, updatedAt: at, updatedBy: actor });
    return { level: "change", code: "switchedOn" };
  }
  const asked = { kind: "switchOn", endsTest } as const;
  const asking = await askConfirmation(sql, {
    ars,
    subject: serviceId,
    asked,
    id: randomId(),
    at,
    actor,
  });
  return asking === "asked"
    ? { level: "change", code: "switchOnAsked" }
    : { level: "left", code: "switchOnWaits" };
}

function plain(ways: readonly Way[]): readonly Way[] {
  return ways.map(({ destinationId, role }) => ({ destinationId, role }));
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

/** How a window contradicts itself. That something of it is over by now is no contradiction: the file may be older. */
function contradictionsIn(
  wanted: OfferingWindow,
  stands: OfferingWindow,
  enabled: boolean,
  at: Date,
): readonly LineCode[] {
  if (isSame(wanted, stands)) return [];
  const problems = checkWindow({ ...settled(wanted), enabled }, settled(stands), at);
  return problems.flatMap(({ code }) => (code === "past" || code === "forced" ? [] : [code]));
}

/** A window as the domain knows it. */
function settled(window: OfferingWindow): DomainWindow {
  const { opensAt, closesAt, finishBy, closingText, maintenanceText } = window;
  return {
    enabled: true,
    opensAt: opensAt ?? undefined,
    closesAt: closesAt ?? undefined,
    finishBy: finishBy ?? undefined,
    closingText: closingText ?? undefined,
    maintenanceText: maintenanceText ?? undefined,
    submissionLimit: window.submissionLimit ?? undefined,
    testMode: window.testMode,
  };
}
