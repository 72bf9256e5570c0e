import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** The data key of each municipality, wrapped by the master key. The newest version seals, all of them open. */
export const dataKeys = pgTable(
  "data_keys",
  {
    ars: text("ars").notNull(),
    version: integer("version").notNull(),
    wrapped: bytea("wrapped").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ars, table.version] })],
);
