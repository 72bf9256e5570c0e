import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import {
  confirmationKinds,
  confirmationStates,
  type Asked,
} from "../../app/domain/confirmation.ts";
import { bytea, instant } from "./columns.ts";

/** What one person of a municipality asked for and a second one answers. */
export const confirmations = pgTable(
  "confirmations",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    kind: text("kind", { enum: confirmationKinds }).notNull(),
    /** Id of a service, or of a destination. */
    subject: text("subject").notNull(),
    asked: jsonb("asked").$type<Asked>().notNull(),
    /** Of a destination: its options as they were and as they are to be, as JSON, sealed; null once it is answered. */
    sealed: bytea("sealed"),
    state: text("state", { enum: confirmationStates }).notNull(),
    askedAt: instant("asked_at").notNull(),
    /** The account. */
    askedBy: text("asked_by").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    /** Why it was declined. */
    reason: text("reason").notNull().default(""),
  },
  (table) => [
    uniqueIndex("confirmations_one_open")
      .on(table.ars, table.kind, table.subject)
      .where(sql`${table.state} = 'open'`),
    index("confirmations_decided").on(table.ars, table.decidedAt),
  ],
);
