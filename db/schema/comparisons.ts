import { sql } from "drizzle-orm";
import { check, doublePrecision, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * Medians of the towns of one class, made once a month is closed. No row is about a town, and there is none that fewer than
 * five stand behind.
 */
export const comparisons = pgTable(
  "comparisons",
  {
    /** See `townClasses`. */
    townClass: text("town_class").notNull(),
    serviceId: text("service_id").notNull(),
    /** `2026-03` */
    month: text("month").notNull(),
    /** See `measures`. */
    measure: text("measure").notNull(),
    towns: integer("towns").notNull(),
    median: doublePrecision("median").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.townClass, table.month, table.serviceId, table.measure] }),
    check("comparisons_enough_towns", sql`${table.towns} >= 5`),
  ],
);

/** Months of which the medians have been made: they are never made anew, lest two of them differ by one town. */
export const comparedMonths = pgTable("compared_months", {
  month: text("month").primaryKey(),
  comparedAt: instant("compared_at").notNull(),
});
