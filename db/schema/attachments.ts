import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { scanStates } from "../../app/domain/scan-state.ts";
import { bytea, instant } from "./columns.ts";
import { drafts } from "./drafts.ts";
import { submissions } from "./submissions.ts";

/**
 * A file that a citizen uploaded; its content lies in storage. It belongs to a draft, after submitting to the
 * submission. With its owner gone it belongs to nobody, and the sweep takes content and row away.
 */
export const attachments = pgTable(
  "attachments",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    draftId: text("draft_id").references(() => drafts.id, { onDelete: "set null" }),
    submissionId: text("submission_id").references(() => submissions.id, { onDelete: "set null" }),
    /** Instance path of the field that it answers. */
    path: text("path").notNull(),
    storageKey: text("storage_key").notNull().unique(),
    /** Name and media type, sealed with the key of the owner. */
    sealed: bytea("sealed").notNull(),
    /** Bytes of the plain content. */
    size: integer("size").notNull(),
    /** Of the plain content, hexadecimal. */
    sha256: text("sha256").notNull(),
    createdAt: instant("created_at").notNull(),
    /** What is known of its harmlessness, and how often that was tried to find out since it was filed. */
    scan: text("scan", { enum: scanStates }).notNull(),
    scanAttempts: integer("scan_attempts").notNull(),
  },
  (table) => [
    index("attachments_draft").on(table.draftId),
    index("attachments_submission").on(table.submissionId),
    // What the scanner has still to see.
    index("attachments_unscanned")
      .on(table.createdAt)
      .where(sql`${table.submissionId} is not null and ${table.scan} not in ('clean', 'infected')`),
    check("attachments_one_owner", sql`${table.draftId} is null or ${table.submissionId} is null`),
  ],
);
