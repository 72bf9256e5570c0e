import type { Answers } from "./answers.ts";
import type { Claim } from "./claims.ts";
import { itemsOf, scoped } from "./items.ts";
import { deriveOnce, type Offering } from "./offering.ts";
import type { InstancePath, ItemId, NodePath } from "./path.ts";
import type { Standing } from "./standing.ts";

/** A claim that does not hold in one scope. */
export interface BrokenClaim {
  readonly claim: Claim;
  readonly concerned: readonly InstancePath[];
}

/** The claims that each page tells. */
export function claimsByPage(offering: Offering): ReadonlyMap<string, readonly Claim[]> {
  return deriveOnce(offering, "claims by page", () =>
    Map.groupBy(
      offering.claims.filter(({ page }) => page !== undefined),
      ({ page }) => page ?? "",
    ),
  );
}

/** Whether a claim has something to say and does not hold. */
export function isBroken(
  { bearers, concerned, condition, unless }: Claim,
  standing: Standing,
  inScope: (path: NodePath) => InstancePath,
): boolean {
  return (
    bearers.every((path) => standing.isPresent(inScope(path))) &&
    unless.every((one) => standing.holds(one, inScope)) &&
    concerned.some((path) => standing.isAsked(inScope(path))) &&
    !standing.holds(condition, inScope)
  );
}

/** Claims about several pages that do not hold, for the review. */
export function brokenClaims({
  offering,
  answers,
  standing,
}: {
  readonly offering: Offering;
  readonly answers: Answers;
  readonly standing: Standing;
}): readonly BrokenClaim[] {
  return offering.claims.flatMap((claim): BrokenClaim[] => {
    if (claim.page !== undefined) return [];
    return scopesOf(claim.within, []).flatMap((items) => {
      const inScope = scoped(offering, claim.within, items);
      return isBroken(claim, standing, inScope)
        ? [{ claim, concerned: claim.concerned.map(inScope) }]
        : [];
    });
  });

  function scopesOf(
    groups: readonly NodePath[],
    items: readonly ItemId[],
  ): readonly (readonly ItemId[])[] {
    const group = groups[items.length];
    if (group === undefined) return [items];
    return itemsOf(offering, answers, group, items).flatMap((item) =>
      scopesOf(groups, [...items, item]),
    );
  }
}
