import type { Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";

/** Writes down what the operator did with a roll-out. */
export function auditRollout(
  sql: Sql,
  of: {
    readonly at: Date;
    readonly actor: string;
    readonly id: string;
    readonly serviceId: string;
  },
  action: string,
  details: Parameters<typeof insertAuditEntry>[1]["details"],
): Promise<void> {
  const { at, actor, id, serviceId } = of;
  return insertAuditEntry(sql, {
    at,
    ars: null,
    actor,
    action,
    subject: serviceId,
    details: { rollout: id, ...details },
  });
}
