import type { ShownPickup } from "#app/administration/pickups.server.ts";
import type { BadgeKind } from "#app/ui/badge.tsx";

/** How a pick-up stands, in a word. */
type Health = "off" | "failing" | "faulty" | "unseen" | "well";

/** The worst that is known of it. */
export function healthOf(
  one: Pick<ShownPickup, "active" | "lastError" | "checked"> & { readonly polledAt: unknown },
): Health {
  if (!one.active) return "off";
  if (one.lastError !== null) return "failing";
  if (one.checked?.some(({ ok }) => !ok)) return "faulty";
  return one.polledAt ? "well" : "unseen";
}

export const healthBadges: Readonly<Record<Health, BadgeKind>> = {
  off: "neutral",
  failing: "danger",
  faulty: "danger",
  unseen: "info",
  well: "success",
};
