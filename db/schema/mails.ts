import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { barrierReports } from "./accessibility.ts";
import { invitations } from "./invitations.ts";
import { submissions } from "./submissions.ts";

/** Mails to applicants, of reported barriers to municipalities, and to invited people. The content is sealed with the municipality's data key, and gone once it is sent. */
export const mails = pgTable(
  "mails",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    /** What the mail is about: one of these. */
    submissionId: text("submission_id").references(() => submissions.id, { onDelete: "cascade" }),
    reportId: text("report_id").references(() => barrierReports.id, { onDelete: "cascade" }),
    invitationId: text("invitation_id").references(() => invitations.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    sealed: bytea("sealed"),
    status: text("status", { enum: ["pending", "sending", "sent", "refused"] }).notNull(),
    attempts: integer("attempts").notNull(),
    /** What the mail server answered, without the address. */
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    index("mails_submission").on(table.submissionId),
    index("mails_report").on(table.reportId),
    index("mails_invitation").on(table.invitationId),
  ],
);

/** A municipality's own words for its mails, where it has any. */
export const mailTexts = pgTable(
  "mail_texts",
  {
    ars: text("ars").notNull(),
    kind: text("kind").notNull(),
    language: text("language").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    updatedAt: instant("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ars, table.kind, table.language] })],
);
