import { query, withMunicipality } from "#db/connect.ts";
import { listComparedMonths, listComparisons } from "#db/queries/comparisons.ts";
import { sumFiguresByMonth, sumPlacesByMonth } from "#db/queries/figures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { measuresOf, measuresOfPlaces, readMeasure } from "../domain/figures/measures.ts";
import { besideMedian, type Compared } from "../domain/figures/own-and-median.ts";
import type { Label } from "../domain/figures/report.ts";
import { lastDayOf, monthsOf, type Span } from "../domain/figures/span.ts";
import { townClassOf, type TownClass } from "../domain/figures/town-class.ts";
import type { Municipality } from "../domain/municipality.ts";
import { nodesByPath } from "../domain/nodes-by-path.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { pickText, type Language } from "../domain/text.ts";

/** A service in a closed month beside the median of towns of the same size. */
export interface MonthComparison {
  readonly serviceId: string;
  readonly month: string;
  readonly rows: readonly ComparedRow[];
}
export interface ComparedRow extends Compared {
  /** What the page or field is called, where the measure is of one and the service was asked for. */
  readonly place?: Label | undefined;
}

export interface LoadedComparison {
  /** Undefined where the inhabitants of the town are not known: then it is compared to none. */
  readonly townClass: TownClass | undefined;
  /** Closed months of the span, the newest first. */
  readonly months: readonly string[];
  /** Of these months, as far as enough other towns stand behind anything. */
  readonly compared: readonly MonthComparison[];
}

/** `service`: the one that was asked for, as the municipality offers it. */
interface Asked {
  readonly service: ServiceDefinition | undefined;
  readonly language: Language;
}

/**
 * The medians beside what the municipality has itself. Both are of whole closed months, never of other spans: whoever asked for
 * two of them could take one from the other.
 */
export async function loadComparison(
  { database }: Pick<Portal, "database">,
  { ars, population }: Pick<Municipality, "ars" | "population">,
  span: Span,
  asked: Asked,
): Promise<LoadedComparison> {
  const townClass = townClassOf(population);
  const closed = await query(database, (sql) => listComparedMonths(sql, monthsOf(span)));
  const months = monthsOf(span).filter((month) => closed.has(month));
  const [to, from] = [months[0], months.at(-1)];
  if (townClass === undefined || from === undefined || to === undefined)
    return { townClass, months, compared: [] };
  const medians = await query(database, (sql) => listComparisons(sql, { townClass, from, to }));
  const days = { ars, from: `${from}-01`, to: lastDayOf(to) };
  const ids = [...new Set(medians.map(({ serviceId }) => serviceId))];
  const [sums, places] = await withMunicipality(database, ars, (sql) =>
    Promise.all([sumFiguresByMonth(sql, days), sumPlacesByMonth(sql, days, ids)]),
  );
  const keyOf = (one: { readonly serviceId: string; readonly month: string }) =>
    `${one.month} ${one.serviceId}`;
  const [ownSums, ownPlaces] = [Map.groupBy(sums, keyOf), Map.groupBy(places, keyOf)];
  const labels = labelsOf(asked);
  const compared = [...Map.groupBy(medians, keyOf)].flatMap(([key, rows]) => {
    const [first] = rows;
    if (!first) return [];
    const read = rows.map(({ measure }) => readMeasure(measure));
    const fields = read.filter(({ kind }) => kind === "errors").map(({ place }) => place);
    const measured = new Map([
      ...measuresOf(ownSums.get(key) ?? [], population ?? null),
      ...measuresOfPlaces(ownPlaces.get(key) ?? [], fields),
    ]);
    const { serviceId, month } = first;
    const shown = besideMedian(rows, measured).map((row): ComparedRow => {
      const { place } = readMeasure(row.measure);
      return serviceId === asked.service?.id ? { ...row, place: labels.get(place) } : row;
    });
    return shown.length === 0 ? [] : [{ serviceId, month, rows: shown }];
  });
  return { townClass, months, compared };
}

/** What pages and fields of the service that was asked for are called. */
function labelsOf({ service, language }: Asked): ReadonlyMap<string, Label> {
  if (!service) return new Map();
  const fields = [...nodesByPath(service.nodes)].map(([path, { label }]) => [path, label] as const);
  const pages = service.pages.map(({ id, title }) => [id, title] as const);
  return new Map([...fields, ...pages].map(([place, text]) => [place, pickText(text, language)]));
}
