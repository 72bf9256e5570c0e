import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { drafts } from "./drafts.ts";

/**
 * Leave for a phone to add photos to one field of a draft. The phone's link holds the capture's key; the draft holds it, too,
 * sealed with its own. Content lies in the folder `fotos/<id>` of storage.
 */
export const captures = pgTable(
  "captures",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    draftId: text("draft_id").references(() => drafts.id, { onDelete: "set null" }),
    serviceId: text("service_id").notNull(),
    /** Instance path of the field. */
    path: text("path").notNull(),
    /** SHA-256 of the link's token, hexadecimal. */
    tokenHash: text("token_hash").notNull().unique(),
    /** The token, sealed with the key of the draft. */
    sealed: bytea("sealed").notNull(),
    /** The finished document, sealed with the key of the capture; null until the phone is done. */
    result: bytea("result"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    index("captures_draft").on(table.draftId),
    index("captures_expires").on(table.expiresAt),
  ],
);

/** One photo that a phone has sent. */
export const capturePhotos = pgTable(
  "capture_photos",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    captureId: text("capture_id")
      .notNull()
      .references(() => captures.id, { onDelete: "cascade" }),
    /** Photos are pages in this order. */
    position: integer("position").notNull(),
    /** Where it lies, and its key; sealed with the key of the capture. */
    sealed: bytea("sealed").notNull(),
    /** Bytes. */
    size: integer("size").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("capture_photos_capture").on(table.captureId, table.position)],
);
