import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { deleteWorkpiece } from "#db/queries/workpieces.ts";
import type { OperatorParts } from "../operator.ts";

/** Takes a workpiece away; the versions that were made of it stay. False where there is none. */
export async function dropWorkpiece(
  { database, clock }: OperatorParts,
  serviceId: string,
  actor: string,
): Promise<boolean> {
  return withMunicipality(database, "*", async (sql) => {
    if (!(await deleteWorkpiece(sql, serviceId))) return false;
    const at = clock();
    const action = "workpiece.dropped";
    await insertAuditEntry(sql, { at, ars: null, actor, action, subject: serviceId, details: {} });
    return true;
  });
}
