import type { Sql } from "../connect.ts";
import type { auditLog } from "../schema/audit-log.ts";

/** Facts beside the ids of an entry; never personal data. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;
export type AuditRow = Omit<typeof auditLog.$inferSelect, "details"> & {
  readonly details: AuditDetails;
};

/** An entry of the operator (`ars` null) needs the ARS `"*"`. */
export async function insertAuditEntry(sql: Sql, entry: Omit<AuditRow, "id">): Promise<void> {
  await sql`
    insert into audit_log (at, ars, actor, action, subject, details)
    values (${entry.at}, ${entry.ars}, ${entry.actor}, ${entry.action}, ${entry.subject}, ${sql.json(entry.details)})`;
}

/** Newest first; `before` is the id of the last entry of the page before. */
export async function listAuditEntries(
  sql: Sql,
  page: { readonly ars: string; readonly before?: number; readonly limit: number },
): Promise<AuditRow[]> {
  const rows = await sql<(Omit<AuditRow, "id"> & { id: string })[]>`
    select * from audit_log
    where ars = ${page.ars} ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
    order by id desc limit ${page.limit}`;
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
