import * as z from "zod";
import type { Overlay } from "./overlay/overlay.ts";

/**
 * `proposal`: a municipality accepts or declines. `optOut`: switched on at a date unless it declined before. `forced`: switched on,
 * and only the operator can switch it off.
 */
export const rolloutKinds = ["proposal", "optOut", "forced"] as const;
export type RolloutKind = (typeof rolloutKinds)[number];

/** `open`: waits for answers or its date. `running`: is being switched on. `cancelled`: what is on stays on, nothing more follows. */
export const rolloutStates = ["open", "running", "done", "cancelled", "undoing", "undone"] as const;
export type RolloutState = (typeof rolloutStates)[number];

/**
 * `waiting`: no answer yet. `notReady`: to be switched on, and something there has to be put in order first. `kept`: offered it before,
 * nothing changed. `undone`: switched off again. `left`: to be switched off, and changed by the municipality meanwhile.
 */
export const rolloutPlaceStates = [
  "waiting",
  "accepted",
  "declined",
  "notReady",
  "switchedOn",
  "kept",
  "undone",
  "left",
] as const;
export type RolloutPlaceState = (typeof rolloutPlaceStates)[number];

/** To whom something is offered: those who meet everything that is named. Nothing named: everybody. */
export const selectionSchema = z.strictObject({
  /** First two digits of the ARS. */
  states: z.array(z.string().regex(/^\d{2}$/)).optional(),
  /** First five digits of the ARS. */
  districts: z.array(z.string().regex(/^\d{5}$/)).optional(),
  /** Inhabitants, both bounds included; a municipality whose number is unknown is not among them. */
  population: z
    .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
    .optional(),
  /** ARS (12 digits) or AGS (8 digits). */
  keys: z.array(z.string().regex(/^(\d{8}|\d{12})$/)).optional(),
});
export type Selection = z.infer<typeof selectionSchema>;

/** Classes of population as the Federal Statistical Office forms them, by their names. */
export const populationClasses = {
  "under-1000": { max: 999 },
  "1000-4999": { min: 1000, max: 4999 },
  "5000-19999": { min: 5000, max: 19_999 },
  "20000-99999": { min: 20_000, max: 99_999 },
  "from-100000": { min: 100_000 },
} as const;
export type PopulationClass = keyof typeof populationClasses;

/** With which settings a municipality without any of its own begins by a roll-out; undefined: with the service as it is. */
export function startSettingsOf(rollout: {
  readonly overlay: Overlay | null;
  readonly serviceVersion: string | null;
}): { readonly overlay: Overlay; readonly serviceVersion: string } | undefined {
  const { overlay, serviceVersion } = rollout;
  return overlay && serviceVersion !== null ? { overlay, serviceVersion } : undefined;
}

/** Who a roll-out is in offerings, revisions and audit entries. */
export function rolloutActor(id: string): string {
  return `rollout:${id}`;
}
