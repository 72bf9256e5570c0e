import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { switchStates } from "../../app/domain/switch-state.ts";

/** That a service goes over to another version in all municipalities, when, and how far it is. The operator's: of no municipality. */
export const serviceSwitches = pgTable(
  "service_switches",
  {
    id: text("id").primaryKey(),
    serviceId: text("service_id").notNull(),
    /** The version that was current before; null until it has begun. */
    fromVersion: text("from_version"),
    toVersion: text("to_version").notNull(),
    /** `planned`, or because a version became current when it was imported. */
    cause: text("cause", { enum: ["operator", "import"] }).notNull(),
    state: text("state", { enum: switchStates }).notNull(),
    startsAt: instant("starts_at").notNull(),
    /** Municipalities with settings of their own that had to be looked at, once it has begun. */
    total: integer("total"),
    /** Of those: whose settings were taken over, and whose could not be. */
    merged: integer("merged").notNull(),
    open: integer("open").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    /** When it last got on: a process that was killed is found by it. */
    touchedAt: instant("touched_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [index("service_switches_service").on(table.serviceId, table.createdAt)],
);
