import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import {
  deliveryKinds,
  destinationRoles,
  forwardingStatuses,
  type LaneWidth,
} from "../../app/domain/forwarding.ts";
import { bytea, instant } from "./columns.ts";
import { submissions } from "./submissions.ts";

/** Where a municipality's submissions can go: an adapter with its options. */
export const destinations = pgTable(
  "destinations",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    /** For people, e.g. "Hundesteuer, Fachverfahren". */
    name: text("name").notNull(),
    adapter: text("adapter").notNull(),
    /** What the adapter asks for, but for secrets. */
    options: jsonb("options").notNull(),
    /** The secret options as JSON, sealed with the municipality's data key; null where there are none. */
    secrets: bytea("secrets"),
    /** How many deliveries may be under way at once. */
    lanes: integer("lanes").$type<LaneWidth>().notNull(),
    /** Switched off: what is due waits. */
    active: boolean("active").notNull(),
    /** Attempts that failed in a row, over all deliveries. */
    failures: integer("failures").notNull(),
    /** Until when nothing is tried, after too many of them. */
    openUntil: instant("open_until"),
    /** When something arrived last. */
    arrivedAt: instant("arrived_at"),
    /** What the last check found (`CheckResult[]`), and when. */
    checked: jsonb("checked"),
    checkedAt: instant("checked_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("destinations_municipality").on(table.ars)],
);

/** What somebody had set of a destination until somebody set it otherwise. Holds no secret: what was one is gone once it is replaced. */
export const destinationStates = pgTable(
  "destination_states",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    ars: text("ars").notNull(),
    destinationId: text("destination_id")
      .notNull()
      .references(() => destinations.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    options: jsonb("options").notNull(),
    lanes: integer("lanes").$type<LaneWidth>().notNull(),
    active: boolean("active").notNull(),
    /** Names of what was set otherwise then: `name`, `lanes`, `active`, or an option, secret ones too. */
    changed: text("changed").array().notNull(),
    /** Since when it counts no more. */
    endedAt: instant("ended_at").notNull(),
    /** Account of whoever set it otherwise. */
    endedBy: text("ended_by").notNull(),
    /** Account of whoever confirmed that; null where nobody had to. */
    confirmedBy: text("confirmed_by"),
  },
  (table) => [
    index("destination_states_destination").on(table.destinationId, table.id),
    index("destination_states_ended").on(table.endedAt),
  ],
);

/** Where the submissions of an offering go. None: staff fetch them from the inbox. */
export const offeringDestinations = pgTable(
  "offering_destinations",
  {
    ars: text("ars").notNull(),
    serviceId: text("service_id").notNull(),
    destinationId: text("destination_id")
      .notNull()
      .references(() => destinations.id, { onDelete: "cascade" }),
    /** `fallback`: only once the primary one has failed for good. */
    role: text("role", { enum: destinationRoles }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ars, table.serviceId, table.destinationId] })],
);

/** The way of a submission to one destination. */
export const forwardings = pgTable(
  "forwardings",
  {
    id: text("id").primaryKey(),
    /** Null for a test delivery, which carries its own invented document. */
    submissionId: text("submission_id").references(() => submissions.id, { onDelete: "cascade" }),
    ars: text("ars").notNull(),
    /** Null: the inbox. */
    destinationId: text("destination_id").references(() => destinations.id),
    role: text("role", { enum: destinationRoles }).notNull(),
    kind: text("kind", { enum: deliveryKinds }).notNull(),
    /** Of a test delivery: for which service it was sent; null for others, whose submission says so. */
    serviceId: text("service_id"),
    adapter: text("adapter").notNull(),
    status: text("status", { enum: forwardingStatuses }).notNull(),
    attempts: integer("attempts").notNull(),
    nextAttemptAt: instant("next_attempt_at"),
    /** A code or a technical message, never an answer. */
    lastError: text("last_error"),
    /** What the receiver found wrong (`ForwardingProblem[]`). */
    problems: jsonb("problems"),
    /** What the adapter keeps between attempts, sealed. */
    state: bytea("state"),
    /** What it had kept when the receiver rejected it, before it was sent anew. */
    rejectedState: bytea("rejected_state"),
    receiverReference: text("receiver_reference"),
    /** Of a test delivery: its document, sealed. */
    sealed: bytea("sealed"),
    /** Which worker is at it, and until when nobody else may. */
    lease: text("lease"),
    leasedUntil: instant("leased_until"),
    /** How often in a row it was taken and nobody wrote how that ended: its process died, maybe of it. */
    unsettled: integer("unsettled").notNull().default(0),
    /** Since when it is tried: since it was filed, or since somebody had it sent again. */
    startedAt: instant("started_at").notNull(),
    sentAt: instant("sent_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    index("forwardings_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.status} in ('pending', 'sent')`),
    index("forwardings_submission").on(table.submissionId),
    index("forwardings_destination").on(table.destinationId, table.status),
    // What is due longest at a destination.
    index("forwardings_next")
      .on(table.destinationId, table.nextAttemptAt)
      .where(sql`${table.status} in ('pending', 'sent')`),
    // What is under way at a destination.
    index("forwardings_leased")
      .on(table.destinationId)
      .where(sql`${table.leasedUntil} is not null`),
    // A receiver that calls back names its own id.
    index("forwardings_receiver_reference").on(table.destinationId, table.receiverReference),
  ],
);

/** What happened at each attempt, for whoever has to find out why something does not arrive. */
export const forwardingAttempts = pgTable(
  "forwarding_attempts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    forwardingId: text("forwarding_id")
      .notNull()
      .references(() => forwardings.id, { onDelete: "cascade" }),
    ars: text("ars").notNull(),
    at: instant("at").notNull(),
    /** Milliseconds. */
    took: integer("took").notNull(),
    outcome: text("outcome").notNull(),
    reason: text("reason"),
    /** Requests and answers without bodies (`Exchange[]`). */
    exchanges: jsonb("exchanges").notNull(),
  },
  (table) => [index("forwarding_attempts_forwarding").on(table.forwardingId, table.id)],
);
