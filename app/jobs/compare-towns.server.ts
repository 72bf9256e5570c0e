import { withMunicipality, type Sql } from "#db/connect.ts";
import { claimMonth, insertComparisons, type ComparisonRow } from "#db/queries/comparisons.ts";
import { listCountedServices, sumFiguresOfTowns, type TownSum } from "#db/queries/figures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { compareTowns } from "../domain/figures/compare.ts";
import { measures, measuresOf } from "../domain/figures/measures.ts";
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
    const rows = comparisonsOf(await sumFiguresOfTowns(sql, { ...span, serviceId })).map((one) => ({
      ...one,
      serviceId,
      month,
    }));
    await insertComparisons(sql, rows);
    count += rows.length;
  }
  return count;
}

/** The medians of all classes for one service in one month. */
function comparisonsOf(
  sums: readonly TownSum[],
): readonly Pick<ComparisonRow, "townClass" | "measure" | "towns" | "median">[] {
  const towns = [...Map.groupBy(sums, ({ ars }) => ars).values()].map((counted) => {
    const population = counted[0]?.population ?? null;
    return { townClass: townClassOf(population), measured: measuresOf(counted, population) };
  });
  return townClasses.flatMap(({ id }) => {
    const own = towns.filter(({ townClass }) => townClass === id);
    return measures.flatMap((measure) => {
      const values = own.flatMap(({ measured }) => measured.get(measure) ?? []);
      const median = compareTowns(measure, values);
      return median ? [{ townClass: id, ...median }] : [];
    });
  });
}
