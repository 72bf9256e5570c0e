import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { revisionStates } from "../../app/domain/revision.ts";
import { instant } from "./columns.ts";
import { municipalities } from "./municipalities.ts";

/** Every version of every service that ever was: drafts and submissions point at theirs. Public. */
export const services = pgTable(
  "services",
  {
    id: text("id").notNull(),
    version: text("version").notNull(),
    definition: jsonb("definition").notNull(),
    // What lists show: a definition is large, and a list must not read hundreds of them. PostgreSQL keeps these in line with it.
    name: jsonb("name")
      .notNull()
      .generatedAlwaysAs(sql`definition -> 'name'`),
    summary: jsonb("summary").generatedAlwaysAs(sql`definition -> 'description' -> 'summary'`),
    keywords: jsonb("keywords")
      .notNull()
      .generatedAlwaysAs(sql`coalesce(definition -> 'description' -> 'keywords', '[]'::jsonb)`),
    minutes: integer("minutes").generatedAlwaysAs(
      sql`(definition -> 'description' ->> 'minutes')::int`,
    ),
    /** Delivered with the portal (`package`), or imported by the operator (`import`). */
    source: text("source", { enum: ["package", "import"] }).notNull(),
    /** SHA-256 of the definition's canonical JSON, hexadecimal. */
    contentHash: text("content_hash").notNull(),
    /** What trying out all its ways has found; null where it was stored before there were certificates. */
    certificate: jsonb("certificate"),
    isCurrent: boolean("is_current").notNull(),
    importedAt: instant("imported_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    uniqueIndex("services_one_current")
      .on(table.id)
      .where(sql`${table.isCurrent}`),
  ],
);

/** That a municipality offers a service, and when. Public, hence without row-level security. */
export const offerings = pgTable(
  "offerings",
  {
    ars: text("ars")
      .notNull()
      .references(() => municipalities.ars, { onUpdate: "cascade" }),
    serviceId: text("service_id").notNull(),
    enabled: boolean("enabled").notNull(),
    /** Number of the revision that counts; null: the service as it is, in its current version. */
    revision: integer("revision"),
    /** From and until when it can be applied for; null: without such a bound. */
    opensAt: instant("opens_at"),
    closesAt: instant("closes_at"),
    /** Until when what was begun may still be filed after it closed or was switched off; null: not at all. */
    finishBy: instant("finish_by"),
    /** Said while it is closed, or switched off with drafts that may finish (`Text`). */
    closingText: jsonb("closing_text"),
    /** Present: it rests, and this is why (`Text`). */
    maintenanceText: jsonb("maintenance_text"),
    /** Applications after which it closes; null: as many as come. */
    submissionLimit: integer("submission_limit"),
    /** What is filed is synthetic: watermarked, deleted by itself, forwarded nowhere. */
    testMode: boolean("test_mode").notNull().default(false),
    updatedAt: instant("updated_at").notNull(),
    /** The account, or what did it ("seed"). */
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ars, table.serviceId] }),
    // Lists and counts of what is on read the index alone.
    index("offerings_service").on(table.serviceId, table.enabled, table.ars),
    index("offerings_enabled")
      .on(table.ars, table.serviceId, table.revision)
      .where(sql`${table.enabled}`),
    // What has settings of its own in a town: few among many, and read without the table.
    index("offerings_own")
      .on(table.ars, table.serviceId, table.revision)
      .where(sql`${table.enabled} and ${table.revision} is not null`),
    // What is not simply open: few among many.
    index("offerings_bounded")
      .on(table.ars)
      .where(
        sql`${table.enabled} and (${table.opensAt} is not null or ${table.closesAt} is not null or ${table.maintenanceText} is not null or ${table.submissionLimit} is not null or ${table.testMode})`,
      ),
    // Towns with settings of their own: few among many.
    index("offerings_settings")
      .on(table.serviceId, table.ars)
      .where(sql`${table.revision} is not null`),
  ],
);

/**
 * How a municipality offers a service: a version of it and what is set in its place. Only one at a time is being worked on; what was
 * published never changes. Public, hence without row-level security.
 */
export const offeringRevisions = pgTable(
  "offering_revisions",
  {
    ars: text("ars")
      .notNull()
      .references(() => municipalities.ars, { onUpdate: "cascade" }),
    serviceId: text("service_id").notNull(),
    /** From 1, without gaps, per offering. */
    number: integer("number").notNull(),
    serviceVersion: text("service_version").notNull(),
    /** Number of the revision that counted when this one was begun; null: none did. */
    basedOn: integer("based_on"),
    /** `Overlay`. */
    overlay: jsonb("overlay").notNull(),
    /** SHA-256 of the overlay's canonical JSON, hexadecimal: the same settings of many towns are compiled once. */
    overlayHash: text("overlay_hash").notNull(),
    state: text("state", { enum: revisionStates }).notNull(),
    /** What it is for, in its author's words. */
    note: text("note").notNull(),
    /** Counts the writes; one that started from an older state is joined with what came between. */
    edits: integer("edits").notNull(),
    createdAt: instant("created_at").notNull(),
    /** The account, or what did it ("merge"). */
    createdBy: text("created_by").notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
    /** Accounts that had a hand in it: none of them releases it. */
    authors: text("authors")
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Who handed it to be released. */
    proposedBy: text("proposed_by"),
    publishedAt: instant("published_at"),
    publishedBy: text("published_by"),
  },
  (table) => [
    primaryKey({ columns: [table.ars, table.serviceId, table.number] }),
    uniqueIndex("offering_revisions_one_open")
      .on(table.ars, table.serviceId)
      .where(sql`${table.state} in ('draft', 'proposed')`),
    index("offering_revisions_version").on(table.serviceId, table.serviceVersion),
  ],
);
