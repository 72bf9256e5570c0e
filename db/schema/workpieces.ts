import { integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** A service that the operator is making, or its next version: a package over the files of a schema. Of no municipality. */
export const workpieces = pgTable("workpieces", {
  serviceId: text("service_id").primaryKey(),
  /** What `service.json` says (`ServicePackage`). Not `jsonb`, which forgets the order in which pages are changed. */
  package: json("package").notNull(),
  /** SHA-256 of the files, in their order. */
  filesHash: text("files_hash").notNull(),
  /** Counts up with each change: who brings an older one has not seen all. */
  revision: integer("revision").notNull(),
  /** How many findings the doctor has, by severity. */
  findings: json("findings").notNull(),
  /** The version that was put into the catalogue last, and which revision that was. */
  releasedVersion: text("released_version"),
  releasedRevision: integer("released_revision"),
  createdAt: instant("created_at").notNull(),
  createdBy: text("created_by").notNull(),
  changedAt: instant("changed_at").notNull(),
  changedBy: text("changed_by").notNull(),
});

/** The schema, code lists and translations of a workpiece, as they were uploaded (unpacked). */
export const workpieceFiles = pgTable(
  "workpiece_files",
  {
    serviceId: text("service_id")
      .notNull()
      .references(() => workpieces.serviceId, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    kind: text("kind", { enum: ["schema", "codeList", "translations"] }).notNull(),
    name: text("name").notNull(),
    content: bytea("content").notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.position] })],
);
