import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { monthName } from "./figures-words.ts";

interface FiguresFilterProps {
  readonly ars?: string;
  readonly months: readonly string[];
  /** First and last month. */
  readonly from: string;
  readonly to: string;
  readonly services?: readonly { readonly id: string; readonly name: string }[];
  readonly service?: string | undefined;
}

/** Chooses period and service; a GET form, so that what is chosen can be bookmarked. */
export function FiguresFilter({ ars, months, from, to, services, service }: FiguresFilterProps) {
  const { t, i18n } = useTranslation("administration");
  const options = months.map((value) => ({ value, label: monthName(value, i18n.language) }));
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
        <Select name="von" label={t("figures.fromMonth")} defaultValue={from} options={options} />
        <Select name="bis" label={t("figures.toMonth")} defaultValue={to} options={options} />
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
