/** eIDAS levels of assurance of a person's identity (Vertrauensniveau), from the lowest to the highest. */
export const assuranceLevels = ["none", "basic", "substantial", "high"] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

/** The highest of some levels; `none` where there are none. */
export function highestOf(levels: Iterable<AssuranceLevel>): AssuranceLevel {
  return [...levels].reduce<AssuranceLevel>(
    (best, level) => (reaches(level, best) ? level : best),
    "none",
  );
}

/** Whether a level is at least as high as the one that is needed. */
export function reaches(level: AssuranceLevel, needed: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(needed);
}
