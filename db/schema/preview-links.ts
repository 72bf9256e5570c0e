import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** Links with which anybody may look at a service that is not public, until they expire. */
export const previewLinks = pgTable(
  "preview_links",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    serviceId: text("service_id").notNull(),
    /** Number of the revision that is shown; null: whichever counts. */
    revision: integer("revision"),
    /** SHA-256 of the token, which itself is stored nowhere. */
    tokenHash: bytea("token_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    /** The account. */
    createdBy: text("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [index("preview_links_token").on(table.tokenHash)],
);
