import { query, withMunicipality } from "#db/connect.ts";
import { countForwardings, sumFigures, sumFiguresByMonth } from "#db/queries/figures.ts";
import { listOfferings } from "#db/queries/offerings.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { reportOf, type FiguresReport } from "../domain/figures/report.ts";
import { monthsOf, type Span } from "../domain/figures/span.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { nameOrder, type Language } from "../domain/text.ts";
import { findOfferedDefinition } from "./offered-definition.server.ts";
import type { Portal } from "./portal.server.ts";

/** States of a forwarding after which nobody has what was filed. */
const failed = ["rejected", "abandoned"];

/** What was counted of a service, and the service as the municipality offers it, which has the names for it. */
interface CountedService {
  readonly report: FiguresReport;
  readonly service: ServiceDefinition;
}

/** The figures of every service of a municipality of which anything was counted, by name. */
export async function readFigures(
  { database }: Pick<Portal, "database">,
  { ars, span }: { readonly ars: string; readonly span: Span },
  language: Language,
): Promise<readonly CountedService[]> {
  const days = { ars, from: span.from, to: span.to };
  const [sums, monthly] = await withMunicipality(database, ars, (sql) =>
    Promise.all([sumFigures(sql, days), sumFiguresByMonth(sql, days)]),
  );
  const offered = await query(database, (sql) => listOfferings(sql, ars, "all"));
  const versions = new Map(offered.map((one) => [one.serviceId, one.serviceVersion]));
  const months = monthsOf(span);
  const ids = [...new Set(sums.map(({ serviceId }) => serviceId))];
  const counted = await Promise.all(
    ids.map(async (serviceId) => {
      const version = versions.get(serviceId);
      const service =
        version === undefined
          ? await query(database, (sql) => findServiceDefinition(sql, serviceId))
          : await findOfferedDefinition({ database }, { ars, serviceId }, version);
      if (!service) return [];
      const states = await withMunicipality(database, ars, (sql) =>
        countForwardings(sql, { ...days, serviceId }),
      );
      const own = (sum: { readonly serviceId: string }) => sum.serviceId === serviceId;
      const undelivered = failed.reduce((sum, state) => sum + (states.get(state) ?? 0), 0);
      const parts = { counted: sums.filter(own), monthly: monthly.filter(own), months };
      return [{ service, report: reportOf(service, { ...parts, undelivered }, language) }];
    }),
  );
  const compare = nameOrder(language);
  return counted
    .flat()
    .sort(({ report: left }, { report: right }) => compare(left.name.text, right.name.text));
}
