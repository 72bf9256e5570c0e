import { withMunicipality } from "#db/connect.ts";
import { rejectForwarding } from "#db/queries/forwarding-lease.ts";
import { findForwarding } from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { tellStatus } from "../forwarding/tell-status.server.ts";
import { readDeliveryReport } from "../mail/delivery-report.ts";

/**
 * `rejected`: that delivery did not arrive. Else nothing was changed: the mail is no report of a failure (`noFailure`), of no
 * delivery of this portal (`unknown`), or told before (`known`).
 */
export type BounceOutcome =
  | { readonly kind: "rejected"; readonly forwarding: string; readonly ars: string }
  | { readonly kind: "noFailure" | "unknown" | "known" };

/** Takes in a mail that came to the portal's address, and marks the delivery whose mail could not be handed over. */
export async function readBounce(portal: Portal, raw: Buffer): Promise<BounceOutcome> {
  const report = readDeliveryReport(raw);
  // Of delays and of what arrived nothing follows.
  if (report?.action !== "failed") return { kind: "noFailure" };
  const { id, status } = report;
  // Whose it is stands in the row.
  const found = await withMunicipality(portal.database, "*", (sql) => findForwarding(sql, id));
  if (found?.adapter !== "email") return { kind: "unknown" };
  const { ars } = found;
  const at = portal.clock();
  const isNew = await withMunicipality(portal.database, ars, async (sql) => {
    // The code alone: what servers say in words names mailboxes.
    const before = await rejectForwarding(sql, id, `the mail came back (${status})`, at);
    if (before) await tellStatus(portal, sql, before, "rejected", at);
    return before !== undefined;
  });
  if (!isNew) return { kind: "known" };
  portal.log.info("forwarding.bounced", { forwarding: id });
  return { kind: "rejected", forwarding: id, ars };
}
