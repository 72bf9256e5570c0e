import { sql } from "drizzle-orm";
import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Who did what when. Holds ids, never personal data; rows are added and never changed, and deleted after `auditDays`. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    /** Null for what the operator does for the whole portal. */
    ars: text("ars"),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    details: jsonb("details").notNull(),
  },
  (table) => [
    index("audit_log_ars").on(table.ars, table.id),
    index("audit_log_actor").on(table.ars, table.actor, table.id),
    index("audit_log_at").on(table.at),
    // Where an offering went before, see `queries/way-changes.ts`.
    index("audit_log_ways")
      .on(table.ars, table.subject, table.id)
      .where(
        sql`${table.action} = 'offering.destinations' or (${table.action} = 'confirmation.confirmed' and ${table.details}->>'kind' = 'ways')`,
      ),
  ],
);
