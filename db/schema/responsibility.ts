import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { municipalities } from "./municipalities.ts";

/**
 * That for administrative acts in an area another authority is responsible than the municipality itself. Public facts,
 * said by the operator, or by a municipality for its own area.
 */
export const responsibilityRules = pgTable(
  "responsibility_rules",
  {
    /** LeiKa key or the first digits of some. */
    leika: text("leika").notNull(),
    /** ARS or the first digits of some: Land, district, Verband. */
    area: text("area").notNull(),
    /** ARS of a municipality, or of a district with zeros behind it. */
    responsible: text("responsible").notNull(),
    /** Name and page of an authority that is no municipality of this portal; "" where they follow from the ARS. */
    name: text("name").notNull(),
    url: text("url").notNull(),
    saidBy: text("said_by", { enum: ["operator", "municipality"] }).notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.leika, table.area] })],
);

/** Which municipality a street belongs to, where several share its postal code. Public. */
export const streets = pgTable(
  "streets",
  {
    postalCode: text("postal_code").notNull(),
    /** Folded by `foldStreet`. */
    street: text("street").notNull(),
    /** House numbers of the part, both included; null: the whole street. */
    houseFrom: integer("house_from"),
    houseTo: integer("house_to"),
    ars: text("ars")
      .notNull()
      .references(() => municipalities.ars, { onDelete: "cascade", onUpdate: "cascade" }),
  },
  (table) => [
    index("streets_place").on(table.postalCode, table.street),
    index("streets_ars").on(table.ars),
    uniqueIndex("streets_part").on(
      table.postalCode,
      table.street,
      sql`coalesce(${table.houseFrom}, 0)`,
      table.ars,
    ),
    check(
      "streets_range",
      sql`(${table.houseFrom} is null) = (${table.houseTo} is null) and coalesce(${table.houseFrom} <= ${table.houseTo}, true)`,
    ),
  ],
);

/** How a municipality is reached, as it says itself; shown on all of its pages. */
export const authorityContacts = pgTable("authority_contacts", {
  ars: text("ars").primaryKey(),
  /** E.g. "Stadtverwaltung Musterstadt"; "": the name of the municipality. */
  name: text("name").notNull(),
  address: text("address").notNull(),
  phone: text("phone").notNull(),
  email: text("email").notNull(),
  url: text("url").notNull(),
  hours: text("hours").notNull(),
  updatedAt: instant("updated_at").notNull(),
  updatedBy: text("updated_by").notNull(),
});
