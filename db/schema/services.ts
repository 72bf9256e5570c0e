import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { municipalities } from "./municipalities.ts";

/** Every version of every service that ever was: drafts and submissions point at theirs. Public. */
export const services = pgTable(
  "services",
  {
    id: text("id").notNull(),
    version: text("version").notNull(),
    definition: jsonb("definition").notNull(),
    /** Delivered with the portal (`package`), or imported by the operator (`import`). */
    source: text("source", { enum: ["package", "import"] }).notNull(),
    /** SHA-256 of the definition's canonical JSON, hexadecimal. */
    contentHash: text("content_hash").notNull(),
    /** What trying out all its ways has found; null where it was stored before there were certificates. */
    certificate: jsonb("certificate"),
    isCurrent: boolean("is_current").notNull(),
    importedAt: instant("imported_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    uniqueIndex("services_one_current")
      .on(table.id)
      .where(sql`${table.isCurrent}`),
  ],
);

/** That a municipality offers a service. Public, hence without row-level security. */
export const offerings = pgTable(
  "offerings",
  {
    ars: text("ars")
      .notNull()
      .references(() => municipalities.ars, { onUpdate: "cascade" }),
    serviceId: text("service_id").notNull(),
    enabled: boolean("enabled").notNull(),
    /** Entries of the fee table in place of the service's own (`FeeTable`); null where all of those count. */
    feeTable: jsonb("fee_table"),
    updatedAt: instant("updated_at").notNull(),
    /** The account, or what did it ("seed"). */
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ars, table.serviceId] }),
    index("offerings_service").on(table.serviceId),
  ],
);
