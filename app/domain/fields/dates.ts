import {
  fault,
  fine,
  found,
  line,
  nothing,
  unreadable,
  type Check,
  type FieldKindRules,
  type Parts,
  type Reading,
} from "./field-kind.ts";
import { dateFormatter } from "./formatters.ts";

const dateParts = ["day", "month", "year"] as const;

/** Days of each month, and of February in a leap year: a `Date` object for each answer costs a fifth of its check. */
const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (daysOf[month - 1] ?? 0);
}

/** Whether year, month and day name a day of the Gregorian calendar, which has no year 0. */
function isRealDate(year: number, month: number, day: number): boolean {
  return year > 0 && day >= 1 && day <= daysIn(year, month);
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Resolves `today`, `today+30d`, `today-18y`, `today+6m`, or an ISO date, to an ISO date. */
export function resolveBound(bound: string, today: string): string {
  const match = /^today(?:([+-])(\d+)([dmy]))?$/.exec(bound);
  if (!match) return bound;
  const [, sign, count, unit] = match;
  if (sign === undefined) return today;
  const amount = Number(count) * (sign === "-" ? -1 : 1);
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  if (unit === "d")
    return new Date(Date.UTC(year, month - 1, day + amount)).toISOString().slice(0, 10);
  const months = unit === "y" ? amount * 12 : amount;
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0),
  ).getUTCDate();
  return iso(target.getUTCFullYear(), target.getUTCMonth() + 1, Math.min(day, last));
}

/** Day, month and year as typed; a whole ISO or German date in one control is understood too. */
function typedDate(parts: Parts): { day: string; month: string; year: string } {
  const whole = line(parts);
  const isoMatch = /^(\d{4})-(\d{2})-(\d{2})/.exec(whole);
  if (isoMatch)
    return { day: isoMatch[3] ?? "", month: isoMatch[2] ?? "", year: isoMatch[1] ?? "" };
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/.exec(whole);
  if (german) return { day: german[1] ?? "", month: german[2] ?? "", year: german[3] ?? "" };
  return { day: line(parts, "day"), month: line(parts, "month"), year: line(parts, "year") };
}

function readDate(parts: Parts): Reading<string> {
  const typed = typedDate(parts);
  if (dateParts.every((part) => typed[part] === "")) return nothing;
  const missing = dateParts.find((part) => typed[part] === "");
  if (missing !== undefined) return unreadable("date.incomplete", { part: missing });
  const numeric = dateParts.find((part) => !/^\d{1,4}$/.test(typed[part]));
  if (numeric !== undefined) return unreadable("date.notReal", { part: numeric });
  const [day, month, year] = [Number(typed.day), Number(typed.month), Number(typed.year)];
  if (typed.year.length !== 4) return unreadable("date.notReal", { part: "year" });
  if (!isRealDate(year, month, day)) return unreadable("date.notReal", { part: "day" });
  return found(iso(year, month, day));
}

interface Bounds {
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
}

/** Checks the form of a value and its inclusive bounds, which may be relative to today. `part`: where to tell of them. */
function within(part: string, pattern: Pick<RegExp, "test">, otherwise = "date.notReal") {
  return ({ minimum, maximum }: Bounds): Check =>
    (value, { today }) => {
      if (typeof value !== "string" || !pattern.test(value)) return fault(otherwise);
      const from = minimum === undefined ? undefined : resolveBound(minimum, today);
      if (from !== undefined && value.slice(0, from.length) < from) {
        return [unreadable("date.tooEarly", { part, params: { min: from } })];
      }
      const to = maximum === undefined ? undefined : resolveBound(maximum, today);
      if (to !== undefined && value.slice(0, to.length) > to) {
        return [unreadable("date.tooLate", { part, params: { max: to } })];
      }
      return fine;
    };
}

function split(value: string): Record<"day" | "month" | "year", string> {
  const [year = "", month = "", day = ""] = value.slice(0, 10).split("-");
  const short = (part: string): string => part.replace(/^0/, "");
  return { day: short(day), month: short(month), year };
}

function formatDate(value: string, language: string): string {
  return dateFormatter(language, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${value}T00:00:00Z`),
  );
}

const isoPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The form of an ISO date that is a day of the calendar. */
const isoDate = {
  test: (value: string) =>
    isoPattern.test(value) &&
    isRealDate(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))),
};

export const date: FieldKindRules<"date"> = {
  parts: dateParts,
  read: readDate,
  check: within("day", isoDate),
  write: split,
  format: (value, _field, { language }) => formatDate(value, language),
};

export const partialDate: FieldKindRules<"partialDate"> = {
  parts: dateParts,
  read: (parts) => {
    const { day, month, year } = typedDate(parts);
    if (day === "" && month === "" && year === "") return nothing;
    if (year === "") return unreadable("date.incomplete", { part: "year" });
    if (!/^\d{4}$/.test(year) || year === "0000")
      return unreadable("date.notReal", { part: "year" });
    if (month === "" && day === "") return found(year);
    if (month === "") return unreadable("date.incomplete", { part: "month" });
    if (!/^\d{1,2}$/.test(month) || !isRealDate(Number(year), Number(month), 1)) {
      return unreadable("date.notReal", { part: "month" });
    }
    if (day === "") return found(iso(Number(year), Number(month), 1).slice(0, 7));
    return readDate(parts);
  },
  check: () => within("day", /^\d{4}(-\d{2}(-\d{2})?)?$/)({}),
  write: split,
  format: (value, _field, { language }) => {
    if (value.length === 4) return value;
    if (value.length === 10) return formatDate(value, language);
    return dateFormatter(language, {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(new Date(`${value}-01T00:00:00Z`));
  },
};

/** Reads "8:30", "08.30", "0830", "8 Uhr", "8". */
function readTime(typed: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.\s]?(\d{2}))?(?:\s?(?:Uhr|h))?$/i.exec(typed);
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? "0")];
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

export const time: FieldKindRules<"time"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts);
    if (typed === "") return nothing;
    const value = readTime(typed);
    return value === undefined ? unreadable("time.invalid") : found(value);
  },
  check: within("", /^([01]\d|2[0-3]):[0-5]\d$/, "time.invalid"),
  write: (value) => ({ "": value }),
  format: (value, _field, { language }) => (language.startsWith("de") ? `${value} Uhr` : value),
};

export const dateTime: FieldKindRules<"dateTime"> = {
  parts: [...dateParts, "time"],
  read: (parts) => {
    const whole = /T(\d{2}:\d{2})/.exec(line(parts))?.[1];
    const typedTime = whole ?? line(parts, "time");
    const day = readDate(parts);
    if (!day.ok) return day;
    if (day.value === undefined && typedTime === "") return nothing;
    if (day.value === undefined) return unreadable("date.incomplete", { part: "day" });
    const clock = readTime(typedTime);
    return clock === undefined
      ? unreadable("time.invalid", { part: "time" })
      : found(`${day.value}T${clock}`);
  },
  check: within("day", /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/),
  write: (value) => ({ ...split(value), time: value.slice(11) }),
  format: (value, _field, { language }) =>
    dateFormatter(language, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "UTC",
    }).format(new Date(`${value}:00Z`)),
};
