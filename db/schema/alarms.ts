import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What somebody should see to, as long as it holds. */
export const alarms = pgTable("alarms", {
  /** `<kind>:<destination>`. */
  key: text("key").primaryKey(),
  ars: text("ars").notNull(),
  raisedAt: instant("raised_at").notNull(),
  /** When somebody was told last; null: not yet. */
  toldAt: instant("told_at"),
});

/** Who in a municipality is told. */
export const alarmContacts = pgTable("alarm_contacts", {
  ars: text("ars").primaryKey(),
  /** Address of an office, not of a person. */
  mail: text("mail"),
  webhook: text("webhook"),
  updatedAt: instant("updated_at").notNull(),
});
