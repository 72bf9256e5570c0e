import type { ServiceDiff } from "../../domain/versions/diff-service.ts";

/** Compares versions number by number; missing ones count as 0. Below zero: the first is lower. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const step = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (step !== 0) return step;
  }
  return 0;
}

/**
 * What the next version would be called: the first number rises where receivers get other data, the second where drafts have to be looked
 * at anew, else the third. `highest`: of all that are stored.
 */
export function proposeVersion(
  highest: string | undefined,
  diff: Pick<ServiceDiff, "breaksDrafts" | "breaksReceivers">,
): string {
  if (highest === undefined) return "1.0.0";
  const [major = 0, minor = 0, patch = 0] = highest.split(".").map(Number);
  if (diff.breaksReceivers) return `${String(major + 1)}.0.0`;
  if (diff.breaksDrafts) return `${String(major)}.${String(minor + 1)}.0`;
  return `${String(major)}.${String(minor)}.${String(patch + 1)}`;
}
