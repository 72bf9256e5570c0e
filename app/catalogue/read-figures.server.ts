import { query, withMunicipality } from "#db/connect.ts";
import { countForwardings, sumFigures, sumFiguresByMonth } from "#db/queries/figures.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { reportOf, type FiguresReport } from "../domain/figures/report.ts";
import { monthsOf, type Span } from "../domain/figures/span.ts";
import { nameOrder, type Language } from "../domain/text.ts";
import type { Portal } from "./portal.server.ts";

/** States of a forwarding after which nobody has what was filed. */
const failed = ["rejected", "abandoned"];

/** The figures of every service of a municipality of which anything was counted, by name. */
export async function readFigures(
  { database }: Pick<Portal, "database">,
  { ars, span }: { readonly ars: string; readonly span: Span },
  language: Language,
): Promise<readonly FiguresReport[]> {
  const days = { ars, from: span.from, to: span.to };
  const [sums, monthly] = await withMunicipality(database, ars, (sql) =>
    Promise.all([sumFigures(sql, days), sumFiguresByMonth(sql, days)]),
  );
  const months = monthsOf(span);
  const ids = [...new Set(sums.map(({ serviceId }) => serviceId))];
  const reports = await Promise.all(
    ids.map(async (serviceId) => {
      const definition = await query(database, (sql) => findServiceDefinition(sql, serviceId));
      if (!definition) return [];
      const states = await withMunicipality(database, ars, (sql) =>
        countForwardings(sql, { ...days, serviceId }),
      );
      const own = (sum: { readonly serviceId: string }) => sum.serviceId === serviceId;
      const undelivered = failed.reduce((sum, state) => sum + (states.get(state) ?? 0), 0);
      const parts = { counted: sums.filter(own), monthly: monthly.filter(own), months };
      return [reportOf(definition, { ...parts, undelivered }, language)];
    }),
  );
  const compare = nameOrder(language);
  return reports.flat().sort((left, right) => compare(left.name.text, right.name.text));
}
