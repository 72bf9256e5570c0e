import type { Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import type { OfferingKey } from "../../domain/revision.ts";
import type { Actor } from "../../identity/permissions.ts";

/** Notes what somebody did with a revision. */
export async function auditMove(
  sql: Sql,
  portal: Portal,
  actor: Actor,
  { ars, serviceId }: OfferingKey,
  entry: {
    readonly action: string;
    readonly details: Readonly<Record<string, string | number>>;
  },
): Promise<void> {
  await insertAuditEntry(sql, {
    at: portal.clock(),
    ars,
    actor: actor.accountId,
    subject: serviceId,
    ...entry,
  });
}
