import { query, withMunicipality } from "#db/connect.ts";
import { listComparedMonths, listComparisons } from "#db/queries/comparisons.ts";
import { sumFiguresByMonth } from "#db/queries/figures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { measuresOf } from "../domain/figures/measures.ts";
import { besideMedian, type Compared } from "../domain/figures/own-and-median.ts";
import { lastDayOf, monthsOf, type Span } from "../domain/figures/span.ts";
import { townClassOf, type TownClass } from "../domain/figures/town-class.ts";
import type { Municipality } from "../domain/municipality.ts";

/** A service in a closed month beside the median of towns of the same size. */
export interface MonthComparison {
  readonly serviceId: string;
  readonly month: string;
  readonly rows: readonly Compared[];
}

export interface LoadedComparison {
  /** Undefined where the inhabitants of the town are not known: then it is compared to none. */
  readonly townClass: TownClass | undefined;
  /** Closed months of the span, the newest first. */
  readonly months: readonly string[];
  /** Of these months, as far as enough other towns stand behind anything. */
  readonly compared: readonly MonthComparison[];
}

/**
 * The medians beside what the municipality has itself. Both are of whole closed months, never of other spans: whoever asked for
 * two of them could take one from the other.
 */
export async function loadComparison(
  { database }: Pick<Portal, "database">,
  { ars, population }: Pick<Municipality, "ars" | "population">,
  span: Span,
): Promise<LoadedComparison> {
  const townClass = townClassOf(population);
  const closed = await query(database, (sql) => listComparedMonths(sql, monthsOf(span)));
  const months = monthsOf(span).filter((month) => closed.has(month));
  const [to, from] = [months[0], months.at(-1)];
  if (townClass === undefined || from === undefined || to === undefined)
    return { townClass, months, compared: [] };
  const medians = await query(database, (sql) => listComparisons(sql, { townClass, from, to }));
  const sums = await withMunicipality(database, ars, (sql) =>
    sumFiguresByMonth(sql, { ars, from: `${from}-01`, to: lastDayOf(to) }),
  );
  const keyOf = (one: { readonly serviceId: string; readonly month: string }) =>
    `${one.month} ${one.serviceId}`;
  const ownByKey = Map.groupBy(sums, keyOf);
  const compared = [...Map.groupBy(medians, keyOf)].flatMap(([key, rows]) => {
    const [first] = rows;
    if (!first) return [];
    const measured = measuresOf(ownByKey.get(key) ?? [], population ?? null);
    const { serviceId, month } = first;
    const shown = besideMedian(rows, measured);
    return shown.length === 0 ? [] : [{ serviceId, month, rows: shown }];
  });
  return { townClass, months, compared };
}
