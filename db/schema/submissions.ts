import { sql } from "drizzle-orm";
import { bigserial, boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { submissionStatuses } from "../../app/domain/submission-status.ts";
import { bytea, instant } from "./columns.ts";

/** A filed application: immutable but for its status. The document is sealed with the municipality's data key. */
export const submissions = pgTable(
  "submissions",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    serviceId: text("service_id").notNull(),
    serviceVersion: text("service_version").notNull(),
    reference: text("reference").notNull().unique(),
    sealed: bytea("sealed").notNull(),
    /** The draft that it came from, so that a second click on "submit" finds it. */
    draftId: text("draft_id").notNull().unique(),
    submittedAt: instant("submitted_at").notNull(),
    status: text("status", { enum: submissionStatuses }).notNull(),
    /** Keyed hash of the code with which the applicant asks for the status; null for those filed before there were codes. */
    codeHash: bytea("code_hash"),
    /** Where the applicant wants mails, sealed; null where nowhere. */
    contact: bytea("contact"),
    /** ISO date until which what is missing can be handed in; null where it was filed complete. */
    missingUntil: text("missing_until"),
    /** Synthetic: goes nowhere, counts nowhere, and is deleted by itself. */
    test: boolean("test").notNull().default(false),
  },
  (table) => [
    index("submissions_inbox").on(table.ars, table.submittedAt.desc(), table.id.desc()),
    index("submissions_filed")
      .on(table.ars, table.serviceId, table.submittedAt)
      .where(sql`not ${table.test}`),
    index("submissions_tests")
      .on(table.submittedAt)
      .where(sql`${table.test}`),
  ],
);

/** What happened to a submission, for staff and for the citizen. */
export const submissionEvents = pgTable(
  "submission_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    submissionId: text("submission_id")
      .notNull()
      .references(() => submissions.id, { onDelete: "cascade" }),
    ars: text("ars").notNull(),
    kind: text("kind").notNull(),
    at: instant("at").notNull(),
    /** Account id, `citizen` or `system`. */
    actor: text("actor").notNull(),
    /** A few words of staff to the applicant, sealed. */
    note: bytea("note"),
  },
  (table) => [index("submission_events_submission").on(table.submissionId, table.id)],
);
