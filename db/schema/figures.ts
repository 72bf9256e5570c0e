import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea } from "./columns.ts";

/** How often what happened on a day; never who, when within the day, or what was typed. Figures of all processes add up. */
export const figures = pgTable(
  "figures",
  {
    ars: text("ars").notNull(),
    serviceId: text("service_id").notNull(),
    serviceVersion: text("service_version").notNull(),
    /** "" where nobody's browser was involved. */
    language: text("language").notNull(),
    /** At the authority. */
    day: date("day").notNull(),
    /** See `FigureEvent`. */
    event: text("event").notNull(),
    /** Page, field and code of an error, class of time; "" where the event says it all. */
    subject: text("subject").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({
      name: "figures_pk",
      columns: [
        table.ars,
        table.serviceId,
        table.day,
        table.event,
        table.subject,
        table.serviceVersion,
        table.language,
      ],
    }),
    index("figures_day").on(table.day),
  ],
);

/** What citizens wrote about a service, sealed with the municipality's key. Nothing leads to an application. */
export const feedbackComments = pgTable(
  "feedback_comments",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    serviceId: text("service_id").notNull(),
    day: date("day").notNull(),
    sealed: bytea("sealed").notNull(),
  },
  (table) => [index("feedback_comments_place").on(table.ars, table.day)],
);
