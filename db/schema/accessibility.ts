import { date, index, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** What a municipality itself says in its accessibility statement; everything else follows from what is stored already. */
export const accessibilityStatements = pgTable("accessibility_statements", {
  ars: text("ars").primaryKey(),
  phone: text("phone").notNull(),
  /** Where reports are mailed to, too. */
  email: text("email").notNull(),
  address: text("address").notNull(),
  /** ISO dates; null where there is none. */
  preparedOn: date("prepared_on"),
  assessedOn: date("assessed_on"),
  assessedBy: text("assessed_by", { enum: ["self", "others"] }),
  /** In place of the body that the portal knows for the Land; "" where that one is right. */
  enforcement: text("enforcement").notNull(),
  /** Where its website is explained in plain German and in German Sign Language; "" where it is not. */
  plainLanguagePage: text("plain_language_page").notNull().default(""),
  signLanguagePage: text("sign_language_page").notNull().default(""),
  updatedAt: instant("updated_at").notNull(),
  updatedBy: text("updated_by").notNull(),
});

/** Barriers that somebody told of: text, page and where to answer, sealed with the municipality's key. */
export const barrierReports = pgTable(
  "barrier_reports",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    sealed: bytea("sealed").notNull(),
    reportedAt: instant("reported_at").notNull(),
    answeredAt: instant("answered_at"),
    answeredBy: text("answered_by"),
  },
  (table) => [index("barrier_reports_place").on(table.ars, table.reportedAt)],
);
