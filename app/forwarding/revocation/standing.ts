/** What an issuer says of a certificate of its own. */
export type Standing =
  /** `until`: when that is to be asked for again. */
  | { readonly kind: "good"; readonly until: Date }
  | {
      readonly kind: "revoked";
      readonly since: Date;
      /** The key is somebody else's, too: what it signed before proves nothing either. */
      readonly compromised: boolean;
      readonly until: Date;
    }
  /** It says nothing that can be relied on. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Clocks differ. */
const skew = 5 * 60_000;

/** Whether an answer is of now. Without an end it holds for a day. */
export function isOfNow(from: Date, until: Date | undefined, now: Date): boolean {
  const end = until ?? new Date(from.getTime() + 86_400_000);
  return from.getTime() <= now.getTime() + skew && end.getTime() >= now.getTime() - skew;
}

/** Reasons of RFC 5280, 5.3.1, after which nothing of a key is believed. */
export function isCompromise(reason: number | undefined): boolean {
  return reason === 1 || reason === 2;
}

export function unknown(reason: string): Standing {
  return { kind: "unknown", reason };
}
