import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  importMunicipalities as importRows,
  importPostalCodes,
  type ImportReport,
} from "#db/queries/import-municipalities.ts";
import type { FileProblem } from "../catalogue/file-problem.ts";
import {
  readMunicipalitySources,
  type MunicipalityFiles,
} from "./read-municipality-files.server.ts";
import type { OperatorParts } from "./operator.ts";

export type ImportMunicipalitiesOutcome =
  | {
      readonly ok: true;
      /** Undefined where only postal codes were imported. */
      readonly municipalities: ImportReport | undefined;
      /** How many pairs of postal code and municipality there are now; undefined where none were imported. */
      readonly postalCodes: number | undefined;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * Brings municipalities and postal codes in line with complete lists: all or nothing. What is missing in the list stays,
 * because applications may hang on it.
 */
export async function importMunicipalities(
  { database, clock, log }: OperatorParts,
  files: MunicipalityFiles,
  actor: string,
): Promise<ImportMunicipalitiesOutcome> {
  const read = await readMunicipalitySources(files);
  if (!read.ok) return read;
  return withMunicipality(database, "*", async (tx) => {
    const report = read.municipalities && (await importRows(tx, read.municipalities));
    const postalCodes = read.postalCodes && (await importPostalCodes(tx, read.postalCodes));
    const counts = {
      ...(report && {
        added: report.added.length,
        changed: report.changed.length,
        rekeyed: report.rekeyed.length,
        missing: report.missing.length,
        unchanged: report.unchanged,
      }),
      ...(postalCodes !== undefined && { postalCodes }),
    };
    if (postalCodes !== undefined || (report && isChange(report)))
      await insertAuditEntry(tx, {
        at: clock(),
        ars: null,
        actor,
        action: "municipalities.imported",
        subject: "municipalities",
        details: counts,
      });
    log.info("municipalities.imported", counts);
    return { ok: true, municipalities: report, postalCodes };
  });
}

function isChange({ added, changed, rekeyed }: ImportReport): boolean {
  return added.length + changed.length + rekeyed.length > 0;
}
