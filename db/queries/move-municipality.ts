import type { Sql } from "../connect.ts";

/** Every table with an ARS that does not follow `municipalities` by a foreign key, or `offerings` by a trigger. */
export const tablesWithArs = [
  "drafts",
  "attachments",
  "resume_links",
  "uploads",
  "captures",
  "capture_photos",
  "submissions",
  "submission_events",
  "forwardings",
  "forwarding_attempts",
  "destinations",
  "destination_states",
  "offering_destinations",
  "pickups",
  "picked_up",
  "payments",
  "payment_settings",
  "alarms",
  "alarm_contacts",
  "data_keys",
  "signing_keys",
  "log_entries",
  "log_nodes",
  "log_heads",
  "mails",
  "mail_texts",
  "account_roles",
  "audit_log",
  "figures",
  "feedback_comments",
  "accessibility_statements",
  "barrier_reports",
  "privacy_settings",
  "invitations",
  "municipality_looks",
  "listed_services",
  "authority_contacts",
  "preview_links",
  "rollout_places",
  "mailbox_confirmations",
  "confirmations",
] as const;

/**
 * Gives a municipality and everything stored for it a new ARS, e.g. Hanau on leaving its district in 2026. Wants a
 * transaction with the ARS `"*"`. Running processes know the old one until their caches end.
 */
export async function moveMunicipality(sql: Sql, from: string, to: string): Promise<void> {
  await sql`update municipalities set ars = ${to} where ars = ${from}`;
  for (const table of tablesWithArs)
    await sql`update ${sql(table)} set ars = ${to} where ars = ${from}`;
  await sql`update responsibility_rules set responsible = ${to} where responsible = ${from}`;
  await sql`update responsibility_rules set area = ${to} where area = ${from}`;
}
