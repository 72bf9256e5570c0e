import type { Language } from "./languages.ts";

/** English as the European Union writes it: day before month. */
const locales: Readonly<Record<Language, string>> = { de: "de-DE", en: "en-GB" };
const authorityZone = "Europe/Berlin";

// Making a formatter costs a hundred times as much as using it.
const formatters = { de: makeFormatters(locales.de), en: makeFormatters(locales.en) };

/** An instant (ISO 8601 or `Date`) at the authority: "24. November 2026 um 14:30". */
export function formatDateTime(instant: string | Date, language: Language): string {
  return formatters[language].dateTime.format(new Date(instant));
}

/** The same in short, for tables: "24.11.2026, 14:30". */
export function formatShortDateTime(instant: string | Date, language: Language): string {
  return formatters[language].shortDateTime.format(new Date(instant));
}

/** A calendar day (`2026-11-24`), or the day of an instant at the authority: "24. November 2026". */
export function formatDay(day: string | Date, language: Language): string {
  const { calendarDay, dayOfInstant } = formatters[language];
  return typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? calendarDay.format(new Date(`${day}T00:00:00Z`))
    : dayOfInstant.format(new Date(day));
}

/** Integer cents of euros: "12,50 €". */
export function formatMoney(cents: number, language: Language): string {
  return formatters[language].money.format(cents / 100);
}

/** Bytes, in the unit that gives a short number: "1,4 MB" (a megabyte is a million bytes). */
export function formatFileSize(bytes: number, language: Language): string {
  const { kilobytes, megabytes } = formatters[language];
  return bytes < 999_500
    ? kilobytes.format(Math.max(1, Math.round(bytes / 1000)))
    : megabytes.format(bytes / 1_000_000);
}

export function formatNumber(number: number, language: Language): string {
  return formatters[language].number.format(number);
}

function makeFormatters(locale: string) {
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const numbers = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const unit = (name: string) =>
    numbers({ style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 1 });
  return {
    dateTime: dates({ dateStyle: "long", timeStyle: "short", timeZone: authorityZone }),
    shortDateTime: dates({
      day: "2-digit",
      month: "2-digit",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: authorityZone,
    }),
    calendarDay: dates({ dateStyle: "long", timeZone: "UTC" }),
    dayOfInstant: dates({ dateStyle: "long", timeZone: authorityZone }),
    money: numbers({ style: "currency", currency: "EUR" }),
    kilobytes: unit("kilobyte"),
    megabytes: unit("megabyte"),
    number: numbers(),
  };
}
