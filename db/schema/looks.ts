import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** How a municipality shows itself, as far as it has said so; without a row it has the look of the portal. */
export const municipalityLooks = pgTable(
  "municipality_looks",
  {
    ars: text("ars").primaryKey(),
    displayName: text("display_name"),
    /** Of the two pictures, which are WebP. */
    armsHash: text("arms_hash"),
    armsAlt: text("arms_alt"),
    armsSmall: bytea("arms_small"),
    armsLarge: bytea("arms_large"),
    /** Of the small one, in pixels. */
    armsWidth: integer("arms_width"),
    /** `#rrggbb`, readable on white. */
    accent: text("accent"),
    /** A name in DNS, lower case; counts once the operator has confirmed it. */
    host: text("host"),
    hostConfirmedAt: instant("host_confirmed_at"),
    hostConfirmedBy: text("host_confirmed_by"),
    footerLinks: jsonb("footer_links").notNull(),
    /** Who answers for the municipality's part of the portal. */
    publisher: text("publisher"),
    updatedAt: instant("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    // Asking for a host takes it from nobody; only one municipality can have it.
    uniqueIndex("municipality_looks_host")
      .on(table.host)
      .where(sql`${table.hostConfirmedAt} is not null`),
  ],
);
