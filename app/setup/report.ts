/** What an import does, or would do, with one part of a file. */
export interface SetupLine {
  /** What it is about: `offering`, with a service id as subject, `mailText` (`filed.de`), `destination` (its name) … */
  readonly part:
    | "offering"
    | "mailText"
    | "accessibility"
    | "alarmContact"
    | "payment"
    | "destination"
    | "look"
    | "authority"
    | "privacy"
    | "listing"
    | "responsibility"
    | "pickup";
  readonly subject: string;
  /**
   * `change`: written. `same`: stands there already. `fill`: somebody has to enter something. `left`: not taken over, the rest is.
   * `error`: nothing of the file is taken over.
   */
  readonly level: "change" | "same" | "fill" | "left" | "error";
  readonly code: LineCode;
  /** A version, the places that are open, or what a schema says. */
  readonly detail?: string;
}

export const lineCodes = [
  "switchedOn",
  "switchOnAsked",
  "switchOnWaits",
  "switchedOff",
  "window",
  "beforeItOpens",
  "beforeItCloses",
  "withoutEnd",
  "tooLong",
  "notPositive",
  "settings",
  "settingsReplaced",
  "settingsMerged",
  "settingsGone",
  "settingsDraft",
  "settingsFirst",
  "openWork",
  "same",
  "unknownService",
  "mergeOpen",
  "settingsWrong",
  "forced",
  "forcedWindow",
  "notReady",
  "ways",
  "waysAsked",
  "waysWait",
  "taken",
  "textWrong",
  "unknownAdapter",
  "slotNew",
  "slotKept",
  "optionWrong",
  "paymentNeeded",
  "paymentServices",
  "pickupNeeded",
  "webhookNeeded",
  "armsWrong",
  "hostAsked",
  "hostKept",
  "hostWrong",
  "formWrong",
  "formNeeded",
  "keyTaken",
  "unknownAuthority",
] as const;
export type LineCode = (typeof lineCodes)[number];

export interface SetupReport {
  /** Whether it was, or could be, written. */
  readonly ok: boolean;
  /** Whether it was not alone because of what is unknown here: it can be taken over without that, if somebody wants it so. */
  readonly onlyUnknown: boolean;
  readonly lines: readonly SetupLine[];
}

/** What this installation knows nothing of, or nobody has decided: a file that has it is not taken over in part unasked. */
const unknownHere: ReadonlySet<LineCode> = new Set([
  "unknownService",
  "unknownAdapter",
  "mergeOpen",
]);

/** What a report says of a file as a whole. */
export function reportOf(
  lines: readonly SetupLine[],
  { withoutUnknown }: { readonly withoutUnknown: boolean },
): SetupReport {
  const isWrong = lines.some(({ level }) => level === "error");
  const stops = !withoutUnknown && lines.some(({ code }) => unknownHere.has(code));
  return { ok: !isWrong && !stops, onlyUnknown: stops && !isWrong, lines };
}
