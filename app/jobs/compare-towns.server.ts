import { withMunicipality, type Sql } from "#db/connect.ts";
import { claimMonth, insertComparisons, type ComparisonRow } from "#db/queries/comparisons.ts";
import {
  listCountedServices,
  sumFiguresOfTowns,
  sumPlacesOfTowns,
  type TownSum,
} from "#db/queries/figures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { compareTowns, fewestCases } from "../domain/figures/compare.ts";
import {
  measuresOf,
  measuresOfPlaces,
  readMeasure,
  type Measure,
  type Measured,
} from "../domain/figures/measures.ts";
import { isClosed, lastDayOf, monthsUntil } from "../domain/figures/span.ts";
import { townClasses, townClassOf } from "../domain/figures/town-class.ts";

/**
 * Makes the medians of every month that is closed and was not compared yet, each once: what is shown of a month never changes,
 * so that nobody learns of a town by what its figures change. Returns the months.
 */
export async function compareTownsOfMonths(
  portal: Pick<Portal, "database" | "clock" | "log" | "figures">,
): Promise<readonly string[]> {
  const now = portal.clock();
  const today = dayOf(now);
  await portal.figures.flush();
  const compared: string[] = [];
  for (const month of monthsUntil(today).filter((one) => isClosed(one, today))) {
    // In one transaction with what claims the month: all of it is there, or none.
    const rows = await withMunicipality(portal.database, "*", async (sql) =>
      (await claimMonth(sql, month, now)) ? compareMonth(sql, month) : undefined,
    );
    if (rows === undefined) continue;
    compared.push(month);
    portal.log.info("figures.compared", { month, medians: rows });
  }
  return compared;
}

async function compareMonth(sql: Sql, month: string): Promise<number> {
  const span = { from: `${month}-01`, to: lastDayOf(month) };
  let count = 0;
  for (const serviceId of await listCountedServices(sql, span)) {
    const ofService = { ...span, serviceId };
    const wholes = await sumFiguresOfTowns(sql, ofService);
    const places = await sumPlacesOfTowns(sql, ofService, fewestCases);
    const rows = [
      ...comparisonsOf(wholes, measuredWholes),
      ...comparisonsOf(places, measuredPlaces),
    ];
    await insertComparisons(
      sql,
      rows.map((one) => ({ ...one, serviceId, month })),
    );
    count += rows.length;
  }
  return count;
}

type Towns = readonly (readonly TownSum[])[];
type Measuring = (towns: Towns) => readonly ReadonlyMap<Measure, Measured>[];

const measuredWholes: Measuring = (towns) =>
  towns.map((counted) => measuresOf(counted, counted[0]?.population ?? null));

const measuredPlaces: Measuring = (towns) => {
  const errors = towns.flat().filter(({ event }) => event === "error");
  const fields = new Set(errors.map(({ subject }) => subject));
  return towns.map((counted) => measuresOfPlaces(counted, fields));
};

/** The medians of all classes for one service in one month. */
function comparisonsOf(
  sums: readonly TownSum[],
  measuring: Measuring,
): readonly Pick<ComparisonRow, "townClass" | "measure" | "towns" | "median">[] {
  const towns = [...Map.groupBy(sums, ({ ars }) => ars).values()];
  return townClasses.flatMap(({ id }) => {
    const measured = measuring(
      towns.filter(([first]) => townClassOf(first?.population ?? null) === id),
    );
    const names = new Set(measured.flatMap((one) => [...one.keys()]));
    return [...names].flatMap((measure) => {
      const values = measured.flatMap((one) => one.get(measure) ?? []);
      const median = compareTowns(measure, values);
      if (!median) return [];
      // Where most towns have no error there is nothing to compare.
      const isNothing = readMeasure(measure).kind === "errors" && median.median === 0;
      return isNothing ? [] : [{ townClass: id, ...median }];
    });
  });
}
