import { localTimeOf } from "./authority-time.ts";
import type { OfferingWindow } from "./offering-window.ts";

export const timeFields = ["opensAt", "closesAt", "finishBy"] as const;
export const textFields = ["closingText", "maintenanceText"] as const;
export type TimeField = (typeof timeFields)[number];
export type TextField = (typeof textFields)[number];

/** What stands in the controls of a window's form, by their names: a text's with its language behind a dot, a time's with its part. */
export type TypedWindow = Readonly<Record<string, string>>;

/** The controls as they stand for a window that is set. */
export function typedOf(window: OfferingWindow): TypedWindow {
  const times = timeFields.flatMap((name) => {
    const instant = window[name];
    if (!instant) return [];
    const { day, time } = localTimeOf(instant);
    const [year = "", month = "", date = ""] = day.split("-");
    return [
      [`${name}.day`, `${date}.${month}.${year}`],
      [`${name}.time`, time],
    ];
  });
  const texts = textFields.flatMap((name) =>
    Object.entries(window[name] ?? {}).map(([language, text]) => [`${name}.${language}`, text]),
  );
  return Object.fromEntries([
    ...times,
    ...texts,
    ["submissionLimit", window.submissionLimit === undefined ? "" : String(window.submissionLimit)],
    ["testMode", window.testMode ? "ja" : ""],
  ]) as TypedWindow;
}
