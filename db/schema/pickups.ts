import { boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { submissions } from "./submissions.ts";

/** A destination of a municipality's own at a delivery service, from which this portal picks up into the inbox. */
export const pickups = pgTable(
  "pickups",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    /** For people, e.g. "Zustellpunkt Ordnungsamt". */
    name: text("name").notNull(),
    /** How it is reached, but for secrets. */
    options: jsonb("options").notNull(),
    /** Secret options and private keys as JSON, sealed with the municipality's data key. */
    secrets: bytea("secrets").notNull(),
    active: boolean("active").notNull(),
    /** Which worker is at it, and until when nobody else may. */
    lease: text("lease"),
    leasedUntil: instant("leased_until"),
    /** When it was last asked what there is. */
    polledAt: instant("polled_at"),
    /** A technical message of the last round; null where all went well. */
    lastError: text("last_error"),
    /** Since when no round has gone well; null where the last one did. */
    failingSince: instant("failing_since"),
    /** What the last check found, as `CheckResult[]`. */
    checked: jsonb("checked"),
    checkedAt: instant("checked_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("pickups_municipality").on(table.ars)],
);

/** What was picked up, and what the delivery service is told of it. */
export const pickedUp = pgTable(
  "picked_up",
  {
    pickupId: text("pickup_id")
      .notNull()
      .references(() => pickups.id, { onDelete: "cascade" }),
    /** Id of the submission at the delivery service. */
    remoteId: text("remote_id").notNull(),
    ars: text("ars").notNull(),
    caseId: text("case_id").notNull(),
    /** Null where it was rejected, or was deleted here since. */
    submissionId: text("submission_id").references(() => submissions.id, { onDelete: "set null" }),
    verdict: text("verdict", { enum: ["accept", "reject"] }).notNull(),
    /** What is wrong with it, in the shape of the reject event. */
    problems: jsonb("problems"),
    /** The signed event; the same at each try, so that it is told once. */
    event: text("event").notNull(),
    /** Null as long as the delivery service does not know. */
    acknowledgedAt: instant("acknowledged_at"),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.pickupId, table.remoteId] }),
    index("picked_up_submission").on(table.submissionId),
  ],
);
