import { pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { drafts } from "./drafts.ts";

/**
 * A way back to a draft from another device. The draft's ticket is sealed with a key that follows from the link and the
 * code together, neither of which is stored. One a draft; gone with the draft.
 */
export const resumeLinks = pgTable("resume_links", {
  /** SHA-256 of the link's secret part, hexadecimal: a copy of the table gives no link. */
  id: text("id").primaryKey(),
  ars: text("ars").notNull(),
  draftId: text("draft_id")
    .notNull()
    .unique()
    .references(() => drafts.id, { onDelete: "cascade" }),
  sealed: bytea("sealed").notNull(),
  createdAt: instant("created_at").notNull(),
});
