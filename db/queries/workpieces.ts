import type { Sql } from "../connect.ts";
import type { workpieceFiles, workpieces } from "../schema/workpieces.ts";

export type WorkpieceRow = typeof workpieces.$inferSelect;
export type WorkpieceFile = Omit<typeof workpieceFiles.$inferSelect, "serviceId" | "position">;

/** The workpiece of a service; locked where asked for, so that two who save come one after the other. */
export async function findWorkpiece(
  sql: Sql,
  serviceId: string,
  { lock = false } = {},
): Promise<WorkpieceRow | undefined> {
  const [row] = await sql<WorkpieceRow[]>`
    select * from workpieces where service_id = ${serviceId} ${lock ? sql`for update` : sql``}`;
  return row;
}

/** All of them without what they say, by id. */
export async function listWorkpieces(sql: Sql): Promise<WorkpieceRow[]> {
  return sql<WorkpieceRow[]>`select * from workpieces order by service_id`;
}

/** In their order. */
export async function listWorkpieceFiles(sql: Sql, serviceId: string): Promise<WorkpieceFile[]> {
  return sql<WorkpieceFile[]>`
    select kind, name, content from workpiece_files where service_id = ${serviceId} order by position`;
}

/** False where there is one for the service already. */
export async function insertWorkpiece(
  sql: Sql,
  row: Omit<
    WorkpieceRow,
    "revision" | "releasedVersion" | "releasedRevision" | "changedAt" | "changedBy"
  >,
): Promise<boolean> {
  const { createdAt, createdBy } = row;
  const rows = await sql`
    insert into workpieces (service_id, package, files_hash, revision, findings, created_at, created_by, changed_at, changed_by)
    values (${row.serviceId}, ${JSON.stringify(row.package)}::text::json, ${row.filesHash}, 1,
      ${JSON.stringify(row.findings)}::text::json, ${createdAt}, ${createdBy}, ${createdAt}, ${createdBy})
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Writes what it says by now, as its next revision. */
export async function updateWorkpiece(
  sql: Sql,
  row: Pick<
    WorkpieceRow,
    "serviceId" | "package" | "filesHash" | "findings" | "changedAt" | "changedBy"
  >,
): Promise<void> {
  await sql`
    update workpieces set package = ${JSON.stringify(row.package)}::text::json, files_hash = ${row.filesHash},
      findings = ${JSON.stringify(row.findings)}::text::json, revision = revision + 1,
      changed_at = ${row.changedAt}, changed_by = ${row.changedBy}
    where service_id = ${row.serviceId}`;
}

/** Notes which version was made of it. */
export async function setWorkpieceReleased(
  sql: Sql,
  serviceId: string,
  released: { readonly version: string; readonly revision: number },
): Promise<void> {
  await sql`
    update workpieces set released_version = ${released.version}, released_revision = ${released.revision}
    where service_id = ${serviceId}`;
}

/** Puts files in the place of those that were there. */
export async function replaceWorkpieceFiles(
  sql: Sql,
  serviceId: string,
  files: readonly WorkpieceFile[],
): Promise<void> {
  await sql`delete from workpiece_files where service_id = ${serviceId}`;
  for (const [position, { kind, name, content }] of files.entries())
    await sql`
      insert into workpiece_files (service_id, position, kind, name, content)
      values (${serviceId}, ${position}, ${kind}, ${name}, ${content})`;
}

/** Takes a workpiece away; versions that were made of it stay. */
export async function deleteWorkpiece(sql: Sql, serviceId: string): Promise<boolean> {
  const rows = await sql`delete from workpieces where service_id = ${serviceId} returning 1`;
  return rows.length > 0;
}
