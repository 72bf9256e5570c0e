import type { RolloutState } from "#app/domain/rollout.ts";
import type { BadgeKind } from "#app/ui/badge.tsx";

/** How the state of a roll-out looks. */
export const rolloutBadges: Readonly<Record<RolloutState, BadgeKind>> = {
  open: "info",
  running: "warning",
  done: "success",
  cancelled: "neutral",
  undoing: "warning",
  undone: "neutral",
};
