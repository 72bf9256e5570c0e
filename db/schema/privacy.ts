import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Who is responsible in a municipality, for its privacy notices and its record of processing activities. */
export const privacySettings = pgTable("privacy_settings", {
  ars: text("ars").primaryKey(),
  /** As the authority calls itself, e.g. "Stadt Musterstadt, Der Bürgermeister". "" where it has not said, here and below. */
  controller: text("controller").notNull(),
  address: text("address").notNull(),
  email: text("email").notNull(),
  phone: text("phone").notNull(),
  /** Data protection officer: an office rather than a person, and how to reach it. */
  officer: text("officer").notNull(),
  officerEmail: text("officer_email").notNull(),
  /** In place of the supervisory authority that the portal knows for the Land. */
  authority: text("authority").notNull(),
  updatedAt: instant("updated_at").notNull(),
  updatedBy: text("updated_by").notNull(),
});
