import * as z from "zod";

/** Most pairs of one service. */
export const mostBookingPairs = 10;
export const bookingKey = /^[\p{L}\p{N}_.-]{1,50}$/u;
export const longestBookingValue = 250;

/** What the accounts want with each position of a service, e.g. `haushaltsstelle` → `1/1220.2600` (XBezahldienste: `bookingData`). */
const bookingDataSchema = z.record(
  z.string().regex(bookingKey),
  z.string().min(1).max(longestBookingValue),
);
export type BookingData = z.infer<typeof bookingDataSchema>;

/** By the id of the service. */
export const bookingSchema = z.record(z.string().max(100), bookingDataSchema);
export type Booking = z.infer<typeof bookingSchema>;

/** One pair as it is typed; both empty: none. */
export interface BookingPair {
  readonly service: string;
  /** The control: `buchung.<service>.<number>`. */
  readonly control: string;
  readonly key: string;
  readonly value: string;
}
/** `field`: the control that it is about. */
export interface BookingProblem {
  readonly field: string;
  readonly problem: "bookingKey" | "bookingTwice" | "bookingValue" | "bookingMost";
}

/** What is typed as it is kept, or what is wrong with it. */
export function readBooking(pairs: readonly BookingPair[]): {
  readonly booking: Booking;
  readonly problems: readonly BookingProblem[];
} {
  const booking = new Map<string, Map<string, string>>();
  const problems: BookingProblem[] = [];
  for (const { service, control, key, value } of pairs) {
    if (key === "" && value === "") continue;
    const own = booking.get(service) ?? new Map<string, string>();
    const wrong = (part: "key" | "value", problem: BookingProblem["problem"]) =>
      problems.push({ field: `${control}.${part}`, problem });
    if (!bookingKey.test(key)) wrong("key", "bookingKey");
    else if (own.has(key)) wrong("key", "bookingTwice");
    else if (own.size === mostBookingPairs) wrong("key", "bookingMost");
    if (value === "" || value.length > longestBookingValue) wrong("value", "bookingValue");
    booking.set(service, own.set(key, value));
  }
  return {
    booking: Object.fromEntries(
      [...booking].map(([service, own]) => [service, Object.fromEntries(own)]),
    ),
    problems,
  };
}
