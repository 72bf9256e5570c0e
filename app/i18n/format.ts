import { defaultLanguage, isLanguage, type Language } from "./languages.ts";

/**
 * English as the European Union writes it: day before month. Arabic with the digits and the 24 hours of the forms, which are also those
 * of German letters and documents.
 */
const locales: Readonly<Record<Language, string>> = {
  de: "de-DE",
  en: "en-GB",
  "de-simple": "de-DE",
  uk: "uk-UA",
  tr: "tr-TR",
  ar: "ar-u-hc-h23-nu-latn",
};
const authorityZone = "Europe/Berlin";

/** The locale by whose customs a language is written here. */
export function localeOf(language: string): string {
  return isLanguage(language) ? locales[language] : locales[defaultLanguage];
}

// Making a formatter costs a hundred times as much as using it; browsers need those of one language.
const made: { [L in Language]?: ReturnType<typeof makeFormatters> } = {};
function formattersOf(language: Language): ReturnType<typeof makeFormatters> {
  return (made[language] ??= makeFormatters(locales[language]));
}

/** An instant (ISO 8601 or `Date`) at the authority: "24. November 2026 um 14:30". */
export function formatDateTime(instant: string | Date, language: Language): string {
  return formattersOf(language).dateTime.format(new Date(instant));
}

/** The same in short, for tables: "24.11.2026, 14:30". */
export function formatShortDateTime(instant: string | Date, language: Language): string {
  return formattersOf(language).shortDateTime.format(new Date(instant));
}

/** The time of an instant at the authority: "14:30". */
export function formatTime(instant: string | Date, language: Language): string {
  return formattersOf(language).time.format(new Date(instant));
}

/** A calendar day (`2026-11-24`), or the day of an instant at the authority: "24. November 2026". */
export function formatDay(day: string | Date, language: Language): string {
  const { calendarDay, dayOfInstant } = formattersOf(language);
  return typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? calendarDay.format(new Date(`${day}T00:00:00Z`))
    : dayOfInstant.format(new Date(day));
}

/** Integer cents of euros: "12,50 €". */
export function formatMoney(cents: number, language: Language): string {
  return formattersOf(language).money.format(cents / 100);
}

/** Bytes, in the unit that gives a short number: "1,4 MB"; counted in 1024s, as the limits are. */
export function formatFileSize(bytes: number, language: string): string {
  const { kilobytes, megabytes } = formattersOf(isLanguage(language) ? language : defaultLanguage);
  const wholeKilobytes = Math.max(1, Math.round(bytes / 1024));
  return wholeKilobytes < 1024
    ? kilobytes.format(wholeKilobytes)
    : megabytes.format(bytes / 1024 / 1024);
}

export function formatNumber(number: number, language: Language): string {
  return formattersOf(language).number.format(number);
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
    time: dates({ timeStyle: "short", timeZone: authorityZone }),
    calendarDay: dates({ dateStyle: "long", timeZone: "UTC" }),
    dayOfInstant: dates({ dateStyle: "long", timeZone: authorityZone }),
    money: numbers({ style: "currency", currency: "EUR" }),
    kilobytes: unit("kilobyte"),
    megabytes: unit("megabyte"),
    number: numbers(),
  };
}
