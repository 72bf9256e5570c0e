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
    | "responsibility";
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
  readonly lines: readonly SetupLine[];
}
