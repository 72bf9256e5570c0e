import type { FieldKind } from "../domain/fields/kinds.ts";

/** A canonical value in the lexical form that XML Schema wants for the kind; texts in NFC. */
export function xsdValue(kind: FieldKind, value: string | number | boolean): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return kind === "money" ? euros(value) : decimal(value);
  // xs:time and xs:dateTime have seconds; dates, and years and months alone, stand as they are.
  return kind === "time" || kind === "dateTime" ? `${value}:00` : value.normalize("NFC");
}

/** Integer cents as euros: 1250 → "12.50". */
function euros(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A number without exponent, which xs:decimal does not know: 1e-7 → "0.0000001". */
function decimal(value: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (!match) return Object.is(value, -0) ? "0" : String(value);
  const [, sign = "", first = "", rest = "", exponent = "0"] = match;
  const digits = first + rest;
  const point = Number(exponent) + 1;
  return point > 0
    ? `${sign}${digits.padEnd(point, "0")}`
    : `${sign}0.${"0".repeat(-point)}${digits}`;
}
