import type { Portal } from "#app/catalogue/portal.server.ts";
import {
  populationClasses,
  rolloutKinds,
  type PopulationClass,
  type Selection,
} from "#app/domain/rollout.ts";
import { exportMunicipality } from "#app/operations/municipality-setup.server.ts";
import type { AskedRollout, RolloutOutcome } from "#app/operations/rollout/rollouts.server.ts";
import { midnightOf } from "./days.server.ts";

/** What the operator typed, as it goes back into the form. */
export interface TypedRollout {
  readonly leistung: string;
  readonly art: string;
  readonly grund: string;
  readonly datum: string;
  readonly laender: readonly string[];
  readonly kreise: string;
  readonly einwohner: string;
  readonly gemeinden: string;
  readonly muster: string;
  /** "ja" where it is switched on also where something should be put in order first. */
  readonly unbereit: string;
}

export const nothingTyped: TypedRollout = {
  leistung: "",
  art: "proposal",
  grund: "",
  datum: "",
  laender: [],
  kreise: "",
  einwohner: "",
  gemeinden: "",
  muster: "",
  unbereit: "",
};

/** What is wrong, by control; `text` is a key below `rolloutProblem`. */
export interface FormProblem {
  readonly name: keyof TypedRollout;
  readonly text: string;
  readonly keys?: string;
}

export function typedIn(raw: Readonly<Record<string, readonly string[]>>): TypedRollout {
  const one = (name: string) => (raw[name]?.[0] ?? "").slice(0, 200_000);
  return {
    leistung: one("leistung"),
    art: one("art"),
    grund: one("grund"),
    datum: one("datum"),
    laender: raw["laender"] ?? [],
    kreise: one("kreise"),
    einwohner: one("einwohner"),
    gemeinden: one("gemeinden"),
    muster: one("muster"),
    unbereit: one("unbereit"),
  };
}

/** What it amounts to, or what cannot be read. */
export async function askedIn(
  portal: Portal,
  typed: TypedRollout,
): Promise<{ readonly asked: AskedRollout } | { readonly problems: readonly FormProblem[] }> {
  const kind = rolloutKinds.find((one) => one === typed.art);
  const startsAt = typed.datum.trim() === "" ? undefined : midnightOf(typed.datum, portal.clock());
  const words = (text: string) => text.split(/[\s,;]+/).filter((word) => word !== "");
  const districts = words(typed.kreise);
  const keys = words(typed.gemeinden);
  const start = await startOf(portal, typed);
  const problems: FormProblem[] = [
    ...(typed.leistung === "" ? [{ name: "leistung", text: "unknownService" } as const] : []),
    ...(kind ? [] : [{ name: "art", text: "kind" } as const]),
    ...(typed.datum.trim() !== "" && !startsAt
      ? [{ name: "datum", text: "badDate" } as const]
      : []),
    ...(districts.every((one) => /^\d{5}$/.test(one))
      ? []
      : [{ name: "kreise", text: "badDistricts" } as const]),
    ...(keys.every((one) => /^(\d{8}|\d{12})$/.test(one))
      ? []
      : [{ name: "gemeinden", text: "badKeys" } as const]),
    ...(start === "none" ? [{ name: "muster", text: "noSettings" } as const] : []),
  ];
  if (problems.length > 0 || !kind || start === "none") return { problems };
  const selection: Selection = {
    ...(typed.laender.length > 0 && { states: typed.laender.map((one) => one.slice(0, 2)) }),
    ...(districts.length > 0 && { districts }),
    ...(isClass(typed.einwohner) && { population: populationClasses[typed.einwohner] }),
    ...(keys.length > 0 && { keys }),
  };
  return {
    asked: {
      serviceId: typed.leistung,
      kind,
      selection,
      reason: typed.grund,
      startsAt,
      start,
      notReadyToo: typed.unbereit === "ja",
    },
  };
}

function isClass(text: string): text is PopulationClass {
  return Object.hasOwn(populationClasses, text);
}

/** The settings of the municipality that is named as an example. */
async function startOf(
  portal: Portal,
  { muster, leistung }: TypedRollout,
): Promise<AskedRollout["start"] | "none"> {
  if (muster.trim() === "") return undefined;
  const found = await exportMunicipality(portal, muster.trim());
  const entry = found?.setup.offerings.find(({ service }) => service === leistung);
  if (!entry || Object.keys(entry.overlay).length === 0) return "none";
  return { overlay: entry.overlay, serviceVersion: entry.version };
}

/** Beside which control the trouble of a roll-out stands. */
export function problemOf(outcome: Exclude<RolloutOutcome, { kind: "fine" }>): FormProblem {
  switch (outcome.kind) {
    case "unknownService":
      return { name: "leistung", text: outcome.kind };
    case "nobody":
      return { name: "laender", text: outcome.kind };
    case "noReason":
      return { name: "grund", text: outcome.kind };
    case "noDate":
      return { name: "datum", text: outcome.kind };
    case "unknownKeys":
      return { name: "gemeinden", text: outcome.kind, keys: outcome.keys.slice(0, 20).join(", ") };
    case "settings":
    case "settingsOpen":
      return { name: "muster", text: "settings" };
  }
}
