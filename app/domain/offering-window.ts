import type { Text } from "./text.ts";

/** When and how a municipality offers a service, as it has set it. */
export interface OfferingWindow {
  /** Switched off, everything else waits. */
  readonly enabled: boolean;
  /** From then on. */
  readonly opensAt?: Date | undefined;
  /** Until then, itself excluded. */
  readonly closesAt?: Date | undefined;
  /** Until then, itself excluded, what was begun may be filed after it closed or was switched off. */
  readonly finishBy?: Date | undefined;
  /** Said once it is closed. */
  readonly closingText?: Text | undefined;
  /** Present: it rests, and this is why. */
  readonly maintenanceText?: Text | undefined;
  /** Applications after which it closes, counted from `opensAt`. */
  readonly submissionLimit?: number | undefined;
  /** What is filed is synthetic. */
  readonly testMode: boolean;
}

/** `off`: as if it were not there, save for drafts that may finish. `rests`: maintenance. `full`: its limit is reached. */
export type WindowKind = "off" | "planned" | "open" | "rests" | "closed" | "full";

/** How an offering stands at a moment. One can begin only where it is `open`. */
export interface WindowState {
  readonly kind: WindowKind;
  /** Whether what was begun may be filed. */
  readonly mayFile: boolean;
  /** The last moment for that, where there is one. */
  readonly fileUntil?: Date;
  /** From when one can begin, where it is planned. */
  readonly opensAt?: Date;
  /** Of what is closed or off: its limit is reached besides, so that nothing at all is filed any more. */
  readonly full?: true;
  /** What the municipality says to it. */
  readonly text?: Text;
}

/** The state of an offering at a moment; `filed`: applications since it opened, tests not counted. */
export function windowAt(window: OfferingWindow, filed: number, now: Date): WindowState {
  const { opensAt, closesAt, finishBy, closingText, maintenanceText } = window;
  const kind = kindAt(window, filed, now);
  switch (kind) {
    case "open":
      // A time to finish counts from when it closes; where it does not, there is no last moment.
      return { kind, mayFile: true, ...(closesAt && { fileUntil: later(closesAt, finishBy) }) };
    case "planned":
      return { kind, mayFile: false, ...(opensAt && { opensAt }) };
    case "rests":
      return { kind, mayFile: false, ...(maintenanceText && { text: maintenanceText }) };
    case "full":
      return { kind, mayFile: false };
    case "off":
    case "closed": {
      const isGrace = finishBy !== undefined && now < finishBy;
      const mayFile = isGrace && maintenanceText === undefined && !isFull(window, filed);
      return {
        kind,
        mayFile,
        ...(mayFile && { fileUntil: finishBy }),
        ...(isFull(window, filed) && { full: true }),
        ...(closingText && { text: closingText }),
      };
    }
  }
}

/** The state in which staff look at what is not public yet: nothing keeps them from going through it. */
export const previewState: WindowState = { kind: "open", mayFile: true };

function kindAt(window: OfferingWindow, filed: number, now: Date): WindowKind {
  const { enabled, opensAt, closesAt, maintenanceText } = window;
  if (!enabled) return "off";
  if (opensAt && now < opensAt) return "planned";
  if (closesAt && now >= closesAt) return "closed";
  if (maintenanceText !== undefined) return "rests";
  return isFull(window, filed) ? "full" : "open";
}

/** Test applications do not count, so that in test mode nothing is ever full. */
function isFull({ submissionLimit, testMode }: OfferingWindow, filed: number): boolean {
  return submissionLimit !== undefined && !testMode && filed >= submissionLimit;
}

function later(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one;
}
