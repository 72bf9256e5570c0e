import { mostBookingPairs, type BookingData, type BookingPair } from "#app/domain/booking.ts";
import type { RawInput } from "#app/domain/page-form.ts";

/** Rows that stay free for more. */
const free = 2;

function controlOf(service: string, index: number): string {
  return `buchung.${service}.${String(index)}`;
}

/** The rows of a form: what is kept, and room for more. */
export function pairsOf(service: string, booking: BookingData): readonly BookingPair[] {
  const kept = Object.entries(booking);
  const rows = Math.min(kept.length + free, mostBookingPairs);
  return Array.from({ length: rows }, (_, index) => {
    const [key = "", value = ""] = kept[index] ?? [];
    return { service, control: controlOf(service, index), key, value };
  });
}

/** What was typed in them. */
export function pairsIn(raw: RawInput): readonly BookingPair[] {
  const textOf = (name: string): string => [raw[name] ?? []].flat()[0]?.trim() ?? "";
  return Object.keys(raw).flatMap((name) => {
    const [, control = "", service = ""] = /^(buchung\.([\w-]+)\.\d{1,2})\.key$/.exec(name) ?? [];
    return control === ""
      ? []
      : [{ service, control, key: textOf(name), value: textOf(`${control}.value`) }];
  });
}
