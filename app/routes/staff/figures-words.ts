import { useTranslation } from "react-i18next";
import type { Shown } from "#app/domain/figures/suppress.ts";
import { localeOf } from "#app/i18n/format.ts";

/** How figures are written: numbers, shares, and what is held back. */
export function useFigureWords() {
  const { t, i18n } = useTranslation("administration");
  const locale = localeOf(i18n.language);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return {
    count: (shown: Shown) => (shown === "few" ? t("figures.few") : number.format(shown)),
    mean: (value: number | undefined) =>
      value === undefined ? t("figures.none") : number.format(value),
    share: (value: number | undefined) =>
      value === undefined ? t("figures.none") : percent.format(value),
  };
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
