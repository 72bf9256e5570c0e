import {
  fault,
  fine,
  found,
  line,
  nothing,
  unreadable,
  type Check,
  type FieldKindRules,
} from "./field-kind.ts";
import { numberFormatter } from "./formatters.ts";

/**
 * Reads a number as people write it: "1.234,56", "1234.56", "1 234", "−5". A single point before exactly
 * three digits separates thousands, as in German. Returns plain decimal notation, or undefined.
 */
export function readDecimal(text: string): string | undefined {
  let digits = text.replace(/[\s'’]/g, "").replace(/^[−–]/, "-");
  const comma = digits.lastIndexOf(",");
  const point = digits.lastIndexOf(".");
  if (comma > -1 && point > -1) {
    const [thousands, decimal] = comma > point ? [".", ","] : [",", "."];
    digits = digits.replaceAll(thousands, "").replace(decimal, ".");
  } else if (comma > -1) {
    digits = digits.replace(",", ".");
  } else if (/^-?\d{1,3}(\.\d{3})+$/.test(digits)) {
    digits = digits.replaceAll(".", "");
  }
  return /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(digits) ? digits.replace(/^\+/, "") : undefined;
}

interface Bounds {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

/** `isKind`: what all numbers of the kind are; `otherwise`: the error of those that are not. */
function bounded(isKind: (value: unknown) => boolean, otherwise = "notANumber") {
  return ({ minimum = -Infinity, maximum = Infinity }: Bounds): Check =>
    (value) => {
      if (typeof value !== "number" || !isKind(value)) return fault(otherwise);
      if (value < minimum) return fault("tooSmall", { min: minimum });
      return value > maximum ? fault("tooLarge", { max: maximum }) : fine;
    };
}

function plain(value: number): string {
  return String(value).replace(".", ",");
}

export const number: FieldKindRules<"number"> = {
  parts: [""],
  read: (parts, { options }) => {
    const typed = line(parts);
    if (typed === "") return nothing;
    const decimal = readDecimal(typed);
    if (decimal === undefined) return unreadable("notANumber");
    const decimals = decimal.split(".")[1]?.length ?? 0;
    if (options.decimals !== undefined && decimals > options.decimals) {
      return unreadable("tooManyDecimals", { params: { max: options.decimals } });
    }
    return found(Number(decimal));
  },
  check: bounded(Number.isFinite),
  write: (value) => ({ "": plain(value) }),
  format: (value, _field, { language }) =>
    numberFormatter(language, { maximumFractionDigits: 10 }).format(value),
};

export const integer: FieldKindRules<"integer"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts);
    if (typed === "") return nothing;
    const decimal = readDecimal(typed);
    if (decimal === undefined) return unreadable("notANumber");
    const value = Number(decimal);
    return Number.isSafeInteger(value) ? found(value) : unreadable("notAnInteger");
  },
  check: bounded(Number.isSafeInteger, "notAnInteger"),
  write: (value) => ({ "": String(value) }),
  // No grouping: whole numbers are often years, house numbers or keys.
  format: (value, _field, { language }) =>
    numberFormatter(language, { useGrouping: value >= 10_000 }).format(value),
};

export const money: FieldKindRules<"money"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts).replace(/\s*(€|EUR|Euro)$/i, "");
    if (typed === "") return nothing;
    const decimal = readDecimal(typed);
    if (decimal === undefined) return unreadable("notANumber");
    const [euros = "0", cents = ""] = decimal.split(".");
    if (cents.length > 2) return unreadable("tooManyDecimals", { params: { max: 2 } });
    return found(Number(`${euros}${cents.padEnd(2, "0")}`));
  },
  check: bounded(Number.isSafeInteger),
  write: (value) => ({
    "": `${value < 0 ? "-" : ""}${String(Math.floor(Math.abs(value) / 100))},${String(Math.abs(value) % 100).padStart(2, "0")}`,
  }),
  format: (value, _field, { language }) =>
    numberFormatter(language, { style: "currency", currency: "EUR" }).format(value / 100),
};
