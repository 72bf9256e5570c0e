import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { rolloutKinds, rolloutPlaceStates, rolloutStates } from "../../app/domain/rollout.ts";
import { instant } from "./columns.ts";

/** That the operator offers a service to many municipalities at once. The operator's: of no municipality. */
export const serviceRollouts = pgTable(
  "service_rollouts",
  {
    id: text("id").primaryKey(),
    serviceId: text("service_id").notNull(),
    kind: text("kind", { enum: rolloutKinds }).notNull(),
    /** Whom it was offered to (`Selection`); who that was then stands in `rollout_places`. */
    selection: jsonb("selection").notNull(),
    /** Told to the municipalities. */
    reason: text("reason").notNull(),
    /** Settings to begin with (`Overlay`), made for this version; null: the service as it is. */
    overlay: jsonb("overlay"),
    overlayHash: text("overlay_hash"),
    serviceVersion: text("service_version"),
    /** When it is switched on by itself; null: when a municipality accepts. */
    startsAt: instant("starts_at"),
    /** Switched on also where something should be put in order first. */
    notReadyToo: boolean("not_ready_too").notNull().default(false),
    state: text("state", { enum: rolloutStates }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    /** When it last got on: a process that was killed is found by it. */
    touchedAt: instant("touched_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [index("service_rollouts_service").on(table.serviceId, table.createdAt)],
);

/** What became of a roll-out in one municipality. */
export const rolloutPlaces = pgTable(
  "rollout_places",
  {
    rolloutId: text("rollout_id")
      .notNull()
      .references(() => serviceRollouts.id),
    ars: text("ars").notNull(),
    state: text("state", { enum: rolloutPlaceStates }).notNull(),
    /** The revision that it made there; null: none. */
    revision: integer("revision"),
    changedAt: instant("changed_at").notNull(),
    /** The account that answered, or what did it. */
    changedBy: text("changed_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.rolloutId, table.ars] }),
    index("rollout_places_ars").on(table.ars, table.state),
    index("rollout_places_state").on(table.rolloutId, table.state, table.ars),
  ],
);
