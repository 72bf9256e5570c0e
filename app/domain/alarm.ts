/**
 * What somebody should see to: `late`: deliveries wait too long · `unfetched`: the receiver fetches nothing · `dead`:
 * deliveries have failed for good · `expiring`: a certificate or key ends soon · `faulty`: the last check failed · `off`: it is
 * switched off, and deliveries wait for it · `pickupFailing`: nothing can be fetched · `pickupExpiring`: the certificate of the
 * key that others encrypt for, or that signs what they are told, ends soon.
 */
export const alarmKinds = [
  "late",
  "unfetched",
  "dead",
  "expiring",
  "faulty",
  "off",
  "pickupFailing",
  "pickupExpiring",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Minutes that a delivery may wait before somebody is told. */
export const lateMinutes = 60;
/** Days without pick-up: as FIT-Connect itself tells the receiver. */
export const unfetchedDays = 3;
/** What checks call the certificate that a server shows to whoever connects. */
export const serverCertificateCheck = "serverCertificate";

/**
 * Days before its end that a certificate is told of, by what a check calls it: a new one of the V-PKI takes weeks. Those of servers are
 * mostly renewed by themselves, at the latest half a month before their end.
 */
export function warningDays(what: string | undefined): number {
  return what === serverCertificateCheck ? 14 : 30;
}

/** How a destination stands. */
export interface DestinationStanding {
  readonly active: boolean;
  readonly late: number;
  readonly unfetched: number;
  readonly dead: number;
  readonly checked: readonly {
    readonly what?: string;
    readonly ok: boolean;
    readonly until?: string | Date;
  }[];
}

/** What is to be told of it, now. */
export function alarmsOf(standing: DestinationStanding, now: Date): readonly AlarmKind[] {
  const { active, late, unfetched, dead, checked } = standing;
  // Who has switched it off knows how it is.
  if (!active) return late > 0 ? ["off"] : [];
  return kindsThatHold({
    late: late > 0,
    unfetched: unfetched > 0,
    dead: dead > 0,
    expiring: checked.some(({ what, until }) => endsSoon(until, now, what)),
    faulty: checked.some(({ ok }) => !ok),
  });
}

/** How picking up at a municipality's own destination stands. */
export interface PickupStanding {
  /** Since when no round has gone well. */
  readonly failingSince: Date | undefined;
  /** Of each use, when the last of its certificates ends; none where keys have none. */
  readonly certified: readonly Date[];
}

/** What is to be told of it, now. */
export function pickupAlarmsOf(standing: PickupStanding, now: Date): readonly AlarmKind[] {
  const { failingSince, certified } = standing;
  return kindsThatHold({
    pickupFailing:
      failingSince !== undefined && now.getTime() - failingSince.getTime() >= lateMinutes * 60_000,
    pickupExpiring: certified.some((until) => endsSoon(until, now)),
  });
}

function kindsThatHold(holds: Readonly<Partial<Record<AlarmKind, boolean>>>): readonly AlarmKind[] {
  return alarmKinds.filter((kind) => holds[kind] === true);
}

function endsSoon(until: string | Date | undefined, now: Date, what?: string): boolean {
  const soon = now.getTime() + warningDays(what) * 86_400_000;
  return until !== undefined && new Date(until).getTime() < soon;
}
