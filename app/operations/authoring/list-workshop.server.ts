import { query } from "#db/connect.ts";
import { listCurrentServices, type ListedService } from "#db/queries/services.ts";
import { listServiceStates } from "#db/queries/service-versions.ts";
import { listWorkpieces } from "#db/queries/workpieces.ts";
import type { Text } from "../../domain/text.ts";
import { servicePackageSchema } from "../../fim/package.ts";
import type { OperatorParts } from "../operator.ts";
import type { FindingCounts } from "./build-workpiece.ts";

/** A service as the operator's list of all of them shows it: in the catalogue, being made, or both. */
export interface WorkshopEntry {
  readonly id: string;
  readonly name: Text;
  /** What counts in the catalogue. */
  readonly current?: Pick<
    ListedService,
    "version" | "importedAt" | "certificate" | "earlierChecked" | "offerings"
  > & { readonly versions: number };
  readonly workpiece?: {
    readonly changedAt: Date;
    readonly findings: FindingCounts;
    /** Whether it says what was released last. */
    readonly isReleased: boolean;
  };
}

/** All services of the portal, by id. */
export async function listWorkshop({
  database,
}: Pick<OperatorParts, "database">): Promise<readonly WorkshopEntry[]> {
  return query(database, async (sql) => {
    const listed = new Map((await listCurrentServices(sql)).map((one) => [one.id, one]));
    const counts = new Map(
      (await listServiceStates(sql)).map(({ id, versions }) => [id, versions]),
    );
    const pieces = new Map((await listWorkpieces(sql)).map((row) => [row.serviceId, row]));
    const ids = [...new Set([...listed.keys(), ...pieces.keys()])].sort();
    return ids.flatMap((id): WorkshopEntry[] => {
      const [current, row] = [listed.get(id), pieces.get(id)];
      const name = current?.name ?? (row && servicePackageSchema.parse(row.package).name);
      if (!name) return [];
      return [
        {
          id,
          name,
          ...(current && { current: { ...current, versions: counts.get(id) ?? 1 } }),
          ...(row && {
            workpiece: {
              changedAt: row.changedAt,
              findings: row.findings as FindingCounts,
              isReleased: row.releasedRevision === row.revision,
            },
          }),
        },
      ];
    });
  });
}
