import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** The official list of municipalities. Public, hence without row-level security. */
export const municipalities = pgTable(
  "municipalities",
  {
    ars: text("ars").primaryKey(),
    ags: text("ags").notNull(),
    name: text("name").notNull(),
    slug: text("slug").notNull().unique(),
    state: text("state").notNull(),
    district: text("district"),
    postalCode: text("postal_code"),
    population: integer("population"),
    kind: text("kind"),
    /** The name folded for searching: lower case, ä as ae; see `foldForSearch`. */
    searchText: text("search_text").notNull(),
  },
  (table) => [
    index("municipalities_ags").on(table.ags),
    index("municipalities_search").using("gin", sql`${table.searchText} gin_trgm_ops`),
    index("municipalities_prefix").on(sql`${table.searchText} text_pattern_ops`),
  ],
);

/** Which postal codes lie in which municipality: many to many. Ranks suggestions, never decides. */
export const postalCodes = pgTable(
  "postal_codes",
  {
    code: text("code").notNull(),
    ars: text("ars")
      .notNull()
      .references(() => municipalities.ars, { onDelete: "cascade", onUpdate: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.ars] }),
    index("postal_codes_ars").on(table.ars),
  ],
);
