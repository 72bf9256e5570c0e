import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { monthName } from "./figures-words.ts";

interface FiguresFilterProps {
  readonly ars?: string;
  readonly months: readonly string[];
  readonly month: string | undefined;
  readonly services?: readonly { readonly id: string; readonly name: string }[];
  readonly service?: string | undefined;
}

/** Chooses period and service; a GET form, so that what is chosen can be bookmarked. */
export function FiguresFilter({ ars, months, month, services, service }: FiguresFilterProps) {
  const { t, i18n } = useTranslation("administration");
  return (
    <form
      className="filter"
      method="get"
      action="/verwaltung/zahlen"
      role="search"
      aria-label={t("figures.filter")}
    >
      {ars !== undefined && <input type="hidden" name="gemeinde" value={ars} />}
      <div className="filter__fields">
        <Select
          name="monat"
          label={t("figures.month")}
          emptyLabel={t("figures.allMonths")}
          defaultValue={month}
          options={months.map((value) => ({ value, label: monthName(value, i18n.language) }))}
        />
        {services && (
          <Select
            name="leistung"
            label={t("figures.service")}
            emptyLabel={t("figures.allServices")}
            defaultValue={service}
            options={services.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      <div className="actions">
        <Button look="secondary">{t("figures.apply")}</Button>
      </div>
    </form>
  );
}
