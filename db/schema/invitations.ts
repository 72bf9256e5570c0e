import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Somebody is to work for a municipality and has not agreed yet. Address and name are gone once it is used or withdrawn. */
export const invitations = pgTable(
  "invitations",
  {
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    /** Address of mail, and the login of the account that comes of it. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    roles: text("roles").array().notNull(),
    /** SHA-256 of the token, hexadecimal: a copy of the table lets nobody in. */
    tokenHash: text("token_hash").notNull(),
    /** Account of whoever invites, or `operator:cli`. */
    invitedBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [
    uniqueIndex("invitations_token").on(table.tokenHash),
    index("invitations_ars").on(table.ars, table.createdAt),
  ],
);
