import { useTranslation } from "react-i18next";
import { readMeasure, type Measure } from "#app/domain/figures/measures.ts";
import type { Minutes } from "#app/domain/figures/procedure.ts";
import type { Shown } from "#app/domain/figures/suppress.ts";
import { localeOf } from "#app/i18n/format.ts";

/** How figures are written: numbers, shares, times, and what is held back. */
export function useFigureWords() {
  const { t, i18n } = useTranslation("administration");
  const locale = localeOf(i18n.language);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const mean = (value: number | undefined) =>
    value === undefined ? t("figures.none") : number.format(value);
  const share = (value: number | undefined) =>
    value === undefined ? t("figures.none") : percent.format(value);
  /** Times are known by the upper end of their class. */
  const minutes = (value: Minutes | undefined) => {
    if (value === undefined) return t("figures.none");
    return value === "longer"
      ? t("figures.longer")
      : t("figures.within", { time: timeOf(value, locale) });
  };
  /** Times to fill in are known by the lower end of their class. */
  const duration = (value: number | undefined) =>
    value === undefined
      ? t("figures.none")
      : t("figures.fromMinutes", { time: timeOf(value, locale) });
  return {
    count: (shown: Shown) => (shown === "few" ? t("figures.few") : number.format(shown)),
    mean,
    share,
    minutes,
    duration,
    measure: (measure: Measure, value: number | undefined) => {
      switch (readMeasure(measure).kind) {
        case "startsPerThousand":
        case "filedPerThousand":
        case "satisfaction":
          return mean(value);
        case "errors":
          return mean(value === undefined ? undefined : value * 100);
        case "delivered":
        case "acknowledged":
        case "opened":
          return minutes(value);
        case "duration":
          return duration(value);
        case "conversion":
        case "refusedShare":
        case "decidedInTime":
        case "clearance":
        case "left":
          return share(value);
      }
    },
  };
}

/** Minutes in the unit that gives a short number: "5 Minuten", "2 Stunden", "3 Tage". */
function timeOf(minutes: number, locale: string): string {
  const [unit, value] =
    minutes < 60
      ? (["minute", minutes] as const)
      : minutes < 1440
        ? (["hour", minutes / 60] as const)
        : (["day", minutes / 1440] as const);
  const format = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(value);
}

/** A month as it is called: "März 2026". */
export function monthName(month: string, language: string): string {
  const format = new Intl.DateTimeFormat(localeOf(language), {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
