import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** OZG-Leistungen of the OZG-Umsetzungskatalog. Reference data: of no municipality, hence without row-level security. */
export const ozgServices = pgTable("ozg_services", {
  /** Five digits. */
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** Lebens- or Geschäftslage. */
  situation: text("situation").notNull(),
  /** Themenfeld. */
  topic: text("topic").notNull(),
  /** `search_fold` of everything above. */
  searchText: text("search_text").notNull(),
});

/** The Leistungskatalog (LeiKa). Reference data, too. */
export const leikaEntries = pgTable(
  "leika_entries",
  {
    /** 14 digits. */
    key: text("key").primaryKey(),
    name: text("name").notNull(),
    /** Typisierung, e.g. "2/3"; "" where it has none. */
    type: text("type").notNull(),
    ozgId: text("ozg_id"),
    legalBasis: text("legal_basis").notNull(),
    searchText: text("search_text").notNull(),
  },
  (table) => [index("leika_entries_ozg").on(table.ozgId)],
);

/**
 * What the catalogue shows of the current version of a service: definitions are large, and a list must not read hundreds
 * of them. Triggers keep it in line with `services`, in the transaction that changes them.
 */
export const catalogueEntries = pgTable(
  "catalogue_entries",
  {
    serviceId: text("service_id").primaryKey(),
    version: text("version").notNull(),
    name: jsonb("name").notNull(),
    summary: jsonb("summary").notNull(),
    languages: text("languages").array().notNull(),
    leikaKeys: text("leika_keys").array().notNull(),
    searchText: text("search_text").notNull(),
    importedAt: instant("imported_at").notNull(),
  },
  (table) => [index("catalogue_entries_keys").using("gin", table.leikaKeys)],
);

/** How many municipalities of a Land offer a service. Triggers keep it in line with `offerings`, in the same transaction. */
export const offeringCounts = pgTable(
  "offering_counts",
  {
    serviceId: text("service_id").notNull(),
    /** First two digits of the ARS. */
    state: text("state").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.state] })],
);

/** What a municipality offers, in short. Triggers keep it in line with `offerings`, in the same transaction. */
export const townOffers = pgTable("town_offers", {
  ars: text("ars").primaryKey(),
  /** Services that are switched on. */
  count: integer("count").notNull(),
  /** Those among them with settings of its own. */
  own: integer("own").notNull(),
  /** Hashes of the ids of all others, together by exclusive or: towns that offer the same have the same. */
  digest: bigint("digest", { mode: "bigint" }).notNull(),
});
