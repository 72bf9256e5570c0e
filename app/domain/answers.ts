import type { Value } from "./fields/kinds.ts";
import type { InstancePath, ItemId } from "./path.ts";

/** Where a value came from; absent means typed by the citizen. */
export const origins = ["link", "identityProvider", "register", "carriedOver"] as const;
export type Origin = (typeof origins)[number];

/** Everything a citizen has answered so far, of reachable and of hidden pages alike. Plain JSON. */
export interface Answers {
  /** Canonical values by instance path. */
  readonly values: Readonly<Record<InstancePath, Value>>;
  /** Item ids of repeated groups in their order, by the group's instance path. */
  readonly items: Readonly<Record<InstancePath, readonly ItemId[]>>;
  readonly origins?: Readonly<Record<InstancePath, Origin>>;
}

export const noAnswers: Answers = { values: {}, items: {} };
