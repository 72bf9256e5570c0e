/** What a destination is to an offering. */
export const destinationRoles = ["primary", "copy", "fallback"] as const;
export type DestinationRole = (typeof destinationRoles)[number];

/** Where an offering goes. */
export interface Way {
  readonly destinationId: string;
  readonly role: DestinationRole;
}

export const deliveryKinds = ["application", "supplement", "test"] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/**
 * `pending`: to be sent · `sent`: the receiver has it and has not told yet whether it takes it · `accepted` · `rejected` by
 * the receiver · `abandoned`: given up after too many attempts.
 */
export const forwardingStatuses = ["pending", "sent", "accepted", "rejected", "abandoned"] as const;
export type ForwardingStatus = (typeof forwardingStatuses)[number];

/** How many deliveries may be under way to a destination at once. */
export const laneWidths = [1, 4, 16] as const;
export type LaneWidth = (typeof laneWidths)[number];

/** Nobody works on these any more unless somebody in the town hall sees to it. */
export function isDeadLetter(status: ForwardingStatus): boolean {
  return status === "rejected" || status === "abandoned";
}

/** Attempts after which a delivery is given up: some five days. */
const attemptLimit = 30;
const daysOfAttempts = 5;
const firstWaitSeconds = 15;
const longestWaitSeconds = 6 * 3600;

/** Failures in a row after which a destination is left alone for a while. */
export const failuresUntilOpen = 5;
const longestOpenSeconds = 15 * 60;

/**
 * Seconds until the next attempt after so many: exponential with full jitter above one half, so that what failed together
 * does not come back together. `chance`: 0 to 1.
 */
export function retryAfter(attempts: number, chance: number): number {
  const whole = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.min(attempts - 1, 20));
  return Math.ceil(whole * (0.5 + chance / 2));
}

/** Whether a delivery is given up after so many attempts, the first of them then. */
export function isHopeless(attempts: number, since: Date, now: Date): boolean {
  const days = (now.getTime() - since.getTime()) / 86_400_000;
  return attempts >= attemptLimit || (attempts > 1 && days >= daysOfAttempts);
}

/** Attempts in a row of which nobody wrote how they ended, after which a delivery is not tried again by itself. */
const unsettledLimit = 5;

/** Whether a delivery has killed the process of each of its last attempts, as far as anybody can tell. */
export function hasDiedTooOften(unsettled: number): boolean {
  return unsettled >= unsettledLimit;
}

/** Seconds for which a destination is left alone after so many failures in a row; 0: not. */
export function openFor(failures: number): number {
  if (failures < failuresUntilOpen) return 0;
  return Math.min(longestOpenSeconds, 30 * 2 ** Math.min(failures - failuresUntilOpen, 10));
}

/** Seconds until the receiver is asked again what became of it, so many seconds after it was sent. */
export function askAgainAfter(secondsSinceSent: number): number {
  return Math.min(3600, Math.max(5, Math.round(secondsSinceSent / 4)));
}

/** Which part of the deliveries somebody looks at. `dead`: nobody works on them unless somebody sees to it. */
export const deliveryViews = ["dead", "waiting", "sent", "accepted", "all"] as const;
export type DeliveryView = (typeof deliveryViews)[number];

/** What the reason begins with where a receiver's word cannot be believed. */
export const untrustedMark = "DO NOT TRUST";
/** Days without an answer of the receiver after which what was sent counts as unconfirmed. */
const unconfirmedDays = 3;

/** What was sent before then and is not acknowledged now counts as unconfirmed. */
export function unconfirmedAt(now: Date): Date {
  return new Date(now.getTime() - unconfirmedDays * 86_400_000);
}
