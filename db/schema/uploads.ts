import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { drafts } from "./drafts.ts";

/**
 * A file on its way: what has arrived of it lies in pieces in the folder `teile/<id>` of storage. With its draft gone or its
 * time up, the sweep takes pieces and row away.
 */
export const uploads = pgTable(
  "uploads",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    draftId: text("draft_id").references(() => drafts.id, { onDelete: "set null" }),
    /** Instance path of the field that it answers. */
    path: text("path").notNull(),
    /** Its name, and keys and sizes of the pieces; sealed with the key of the draft. */
    sealed: bytea("sealed").notNull(),
    /** Bytes, as announced. */
    size: integer("size").notNull(),
    /** Bytes that have arrived. */
    received: integer("received").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    index("uploads_draft").on(table.draftId),
    index("uploads_expires").on(table.expiresAt),
  ],
);
