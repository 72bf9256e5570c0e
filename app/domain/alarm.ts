/**
 * What somebody should see to: `late`: deliveries wait too long · `unfetched`: the receiver fetches nothing · `dead`:
 * deliveries have failed for good · `expiring`: a certificate or key ends soon · `faulty`: the last check failed.
 */
export const alarmKinds = ["late", "unfetched", "dead", "expiring", "faulty"] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Minutes that a delivery may wait before somebody is told. */
export const lateMinutes = 60;
/** Days without pick-up: as FIT-Connect itself tells the receiver. */
export const unfetchedDays = 3;
/** Days before its end that a certificate is told of: a new one of the V-PKI takes weeks. */
export const expiringDays = 30;

/** How a destination stands. */
export interface DestinationStanding {
  readonly late: number;
  readonly unfetched: number;
  readonly dead: number;
  readonly checked: readonly { readonly ok: boolean; readonly until?: string | Date }[];
}

/** What is to be told of it, now. */
export function alarmsOf(standing: DestinationStanding, now: Date): readonly AlarmKind[] {
  const { late, unfetched, dead, checked } = standing;
  const soon = now.getTime() + expiringDays * 86_400_000;
  const holds: Readonly<Record<AlarmKind, boolean>> = {
    late: late > 0,
    unfetched: unfetched > 0,
    dead: dead > 0,
    expiring: checked.some(({ until }) => until !== undefined && new Date(until).getTime() < soon),
    faulty: checked.some(({ ok }) => !ok),
  };
  return alarmKinds.filter((kind) => holds[kind]);
}
