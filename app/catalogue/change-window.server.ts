import type { Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findWindow, setWindow } from "#db/queries/offering-windows.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { checkForced, checkWindow, type WindowProblem } from "../domain/check-window.ts";
import type { OfferingWindow } from "../domain/offering-window.ts";
import type { OfferingKey } from "../domain/revision.ts";

/** A window but for the switch. */
export type WindowSettings = Omit<OfferingWindow, "enabled">;

/** As it is before anybody set anything. */
export const noWindow: OfferingWindow = { enabled: false, testMode: false };

export type WindowChange =
  /** `fields`: what differs from before; none where nothing does, and nothing was written. */
  | {
      readonly kind: "changed";
      readonly window: OfferingWindow;
      readonly fields: readonly string[];
    }
  | { readonly kind: "refused"; readonly problems: readonly WindowProblem[] }
  /** Somebody else has changed it at the same moment. */
  | { readonly kind: "newer" };

/**
 * Sets when and how a service is offered, and writes down who did. Live with the next request of every process. The service must
 * exist; one that was never offered stays switched off. `forced`: who sets it may not keep citizens out.
 */
export async function changeWindow(
  sql: Sql,
  offering: OfferingKey,
  edit: (before: OfferingWindow) => WindowSettings,
  {
    at,
    actor,
    forced = false,
  }: {
    readonly at: Date;
    readonly actor: string;
    readonly forced?: boolean;
  },
): Promise<WindowChange> {
  await lockOffering(sql, offering);
  const found = await findWindow(sql, offering);
  const before = found?.window ?? noWindow;
  const window: OfferingWindow = { ...edit(before), enabled: before.enabled };
  const problems = [
    ...checkWindow(window, before, at),
    ...(forced ? checkForced(window, before, at) : []),
  ];
  if (problems.length > 0) return { kind: "refused", problems };
  const fields = changedFields(before, window);
  if (fields.length === 0) return { kind: "changed", window, fields };
  if (!found)
    await setOffering(sql, { ...offering, enabled: false, updatedAt: at, updatedBy: actor });
  const isSet = await setWindow(sql, offering, window, {
    since: found?.changedAt ?? at,
    at,
    actor,
  });
  if (!isSet) return { kind: "newer" };
  await insertAuditEntry(sql, {
    at,
    ars: offering.ars,
    actor,
    action: "offering.windowChanged",
    subject: offering.serviceId,
    details: { changed: fields.join(" "), ...factsOf(window) },
  });
  return { kind: "changed", window, fields };
}

function changedFields(before: OfferingWindow, after: OfferingWindow): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  // What is not set and what is absent are the same.
  const asText = (window: OfferingWindow, name: string) =>
    JSON.stringify([window[name as keyof OfferingWindow]]);
  return names.filter((name) => asText(before, name) !== asText(after, name)).sort();
}

/** What the audit log keeps of it: all but the texts. */
function factsOf({ opensAt, closesAt, finishBy, submissionLimit, testMode }: OfferingWindow) {
  return {
    ...(opensAt && { opensAt: opensAt.toISOString() }),
    ...(closesAt && { closesAt: closesAt.toISOString() }),
    ...(finishBy && { finishBy: finishBy.toISOString() }),
    ...(submissionLimit !== undefined && { submissionLimit }),
    testMode,
  };
}
