import { boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** An application being filled in. The answers are sealed with a key that only the citizen holds. */
export const drafts = pgTable(
  "drafts",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    serviceId: text("service_id").notNull(),
    serviceVersion: text("service_version").notNull(),
    sealed: bytea("sealed").notNull(),
    /** Counts the writes; a save that started from an older revision is refused. */
    revision: integer("revision").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Begun in test mode or in a preview: counted in no figure. Whoever opens the answers finds the same there. */
    test: boolean("test").notNull().default(false),
  },
  (table) => [index("drafts_expires").on(table.expiresAt)],
);
