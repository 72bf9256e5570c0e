import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findFeeTable, setFeeTable } from "#db/queries/offerings.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { checkFees } from "../domain/fees/check-fees.ts";
import { feeTableOf, feeTableSchema, type FeeTable } from "../domain/fees/fee.ts";
import type { Municipality } from "../domain/municipality.ts";
import { compileOffering } from "../domain/offering.ts";
import type { ServiceProblem } from "../domain/service-problem.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

export type FeeTableOutcome =
  | {
      readonly outcome: "shown" | "changed";
      readonly municipality: Municipality;
      /** The table that counts. */
      readonly table: FeeTable;
      /** Names of the entries that the municipality has set itself. */
      readonly own: readonly string[];
    }
  | { readonly outcome: "unknownMunicipality" | "unknownService" | "notOffered" | "noFees" }
  /** Not a fee table at all, with the place in it. */
  | { readonly outcome: "malformed"; readonly problem: string }
  | { readonly outcome: "refused"; readonly problems: readonly ServiceProblem[] };

/**
 * Shows the fee table of an offering, or sets the municipality's entries of it (`{}`: those of the service count again).
 * The municipality is named by ARS, AGS or slug. Live at once; what was filed keeps its fees.
 */
export async function feeTable(
  { database, clock, log }: OperatorParts,
  asked: { readonly municipality: string; readonly serviceId: string; readonly table?: unknown },
  actor: string,
): Promise<FeeTableOutcome> {
  const { serviceId } = asked;
  return withMunicipality(database, "*", async (sql): Promise<FeeTableOutcome> => {
    const municipality = await findMunicipalityByKey(sql, asked.municipality);
    if (!municipality) return { outcome: "unknownMunicipality" };
    const { ars } = municipality;
    const service = await findServiceDefinition(sql, serviceId);
    if (!service) return { outcome: "unknownService" };
    const { fees } = service;
    if (!fees) return { outcome: "noFees" };
    const stored = await findFeeTable(sql, ars, serviceId);
    if (!stored) return { outcome: "notOffered" };
    const found = (own: FeeTable) => ({
      municipality,
      table: feeTableOf(fees, own),
      own: Object.keys(own),
    });
    if (asked.table === undefined) return { outcome: "shown", ...found(stored) };
    const read = feeTableSchema.safeParse(asked.table);
    if (!read.success) {
      const [issue] = read.error.issues;
      return {
        outcome: "malformed",
        problem: `${issue?.path.join("/") ?? ""}: ${issue?.message ?? ""}`,
      };
    }
    const offering = compileOffering(Object.assign({ rules: [] }, service));
    const problems = checkFees(offering, read.data);
    if (problems.length > 0) return { outcome: "refused", problems };
    const at = clock();
    await setFeeTable(sql, {
      ars,
      serviceId,
      feeTable: read.data,
      updatedAt: at,
      updatedBy: actor,
    });
    const action = "offering.feesChanged";
    const details = { before: JSON.stringify(stored), after: JSON.stringify(read.data) };
    await insertAuditEntry(sql, { at, ars, actor, action, subject: serviceId, details });
    log.info(action, { ars, service: serviceId });
    return { outcome: "changed", ...found(read.data) };
  });
}
