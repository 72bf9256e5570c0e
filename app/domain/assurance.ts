/** eIDAS levels of assurance of a person's identity (Vertrauensniveau), from the lowest to the highest. */
export const assuranceLevels = ["none", "basic", "substantial", "high"] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

/** Whether a level is at least as high as the one that is needed. */
export function reaches(level: AssuranceLevel, needed: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(needed);
}
