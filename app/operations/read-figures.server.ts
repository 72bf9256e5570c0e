import { query } from "#db/connect.ts";
import { readFigures as readFiguresOf } from "../catalogue/read-figures.server.ts";
import { dayOf } from "../domain/deadline.ts";
import type { FiguresReport } from "../domain/figures/report.ts";
import { spanOf, type Span } from "../domain/figures/span.ts";
import type { Municipality } from "../domain/municipality.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

/** The figures of a municipality (ARS, AGS or slug), of a month or of the last twelve; what is small is held back. */
export async function readFigures(
  { database, clock }: OperatorParts,
  { key, month }: { readonly key: string; readonly month: string | undefined },
): Promise<
  | { readonly outcome: "unknownMunicipality" }
  | { readonly outcome: "unknownMonth" }
  | {
      readonly outcome: "read";
      readonly municipality: Municipality;
      readonly span: Span;
      readonly reports: readonly FiguresReport[];
    }
> {
  const municipality = await query(database, (sql) => findMunicipalityByKey(sql, key));
  if (!municipality) return { outcome: "unknownMunicipality" };
  const span = spanOf(month, dayOf(clock()));
  if (month !== undefined && span.month === undefined) return { outcome: "unknownMonth" };
  const counted = await readFiguresOf({ database }, { ars: municipality.ars, span }, "de");
  return { outcome: "read", municipality, span, reports: counted.map(({ report }) => report) };
}
