import { sql } from "drizzle-orm";
import { jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Services that a municipality describes although one cannot apply for them online: on paper, or at the town hall. */
export const listedServices = pgTable(
  "listed_services",
  {
    ars: text("ars").notNull(),
    /** Part of the URL, in a form that no service can have (`isListedId`). */
    id: text("id").notNull(),
    leikaKey: text("leika_key"),
    name: text("name").notNull(),
    summary: text("summary").notNull(),
    /** "" where the municipality says nothing of it. */
    description: text("description").notNull(),
    fee: text("fee").notNull(),
    /** Where to go, whom to call. */
    contact: text("contact").notNull(),
    /** Address of the page with the paper form; "" where there is none. */
    formUrl: text("form_url").notNull(),
    /** The paper form itself (`StoredForm`): public, so its key stands beside it. */
    formFile: jsonb("form_file"),
    updatedAt: instant("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ars, table.id] }),
    uniqueIndex("listed_services_key")
      .on(table.ars, table.leikaKey)
      .where(sql`${table.leikaKey} is not null`),
  ],
);
