import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { findWorkpiece, listWorkpieceFiles, type WorkpieceRow } from "#db/queries/workpieces.ts";
import type { FileProblem } from "../../catalogue/file-problem.ts";
import { servicePackageSchema, type ServicePackage } from "../../fim/package.ts";
import type { OperatorParts } from "../operator.ts";
import { buildWorkpiece, type Built } from "./build-workpiece.ts";
import { sourceOf, type Source } from "./read-source.server.ts";

/** A service that is being made: its package, the files below it, and what comes of both. */
export interface Workpiece {
  readonly kind: "workpiece";
  readonly row: WorkpieceRow;
  readonly package: ServicePackage;
  readonly source: Source;
  readonly built: Extract<Built, { ok: true }>;
}

/** What was saved was whole; a newer version of the portal may be stricter. */
export interface BrokenWorkpiece {
  readonly kind: "broken";
  readonly row: WorkpieceRow;
  readonly problems: readonly FileProblem[];
}

export type NoWorkpiece = { readonly kind: "unknown" } | BrokenWorkpiece;

/** Everything about the workpiece of a service; every page of it begins with this. */
export async function loadWorkpiece(
  { database }: Pick<OperatorParts, "database">,
  serviceId: string,
): Promise<Workpiece | NoWorkpiece> {
  return query(database, async (sql) => opened(sql, await findWorkpiece(sql, serviceId)));
}

/** The same for those who change it: one after the other. */
export async function withWorkpiece<T>(
  { database }: Pick<OperatorParts, "database">,
  serviceId: string,
  work: (sql: Sql, found: Workpiece) => Promise<T>,
): Promise<T | NoWorkpiece> {
  return withMunicipality(database, "*", async (sql) => {
    const found = await opened(sql, await findWorkpiece(sql, serviceId, { lock: true }));
    return found.kind === "workpiece" ? work(sql, found) : found;
  });
}

async function opened(sql: Sql, row: WorkpieceRow | undefined): Promise<Workpiece | NoWorkpiece> {
  if (!row) return { kind: "unknown" };
  const source = await sourceOf(row.filesHash, () => listWorkpieceFiles(sql, row.serviceId));
  const given = servicePackageSchema.parse(row.package);
  const built = buildWorkpiece(source, given);
  if (!built.ok) return { kind: "broken", row, problems: built.problems };
  return { kind: "workpiece", row, package: given, source, built };
}
