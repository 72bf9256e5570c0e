import { sql } from "drizzle-orm";
import { date, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** A person of the staff. Citizens have no account. */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    login: text("login").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    disabledAt: instant("disabled_at"),
    /** The day alone: when exactly somebody began to work is nobody's business. */
    lastSignInOn: date("last_sign_in_on", { mode: "string" }),
  },
  (table) => [uniqueIndex("accounts_login").on(sql`lower(${table.login})`)],
);

/** Who may do what; see `app/identity/permissions.ts`. All but the operator work for one municipality. */
export const roles = [
  "operator",
  "municipality-admin",
  "caseworker",
  "editor",
  "publisher",
] as const;

/** What an account may do, and where. No row-level security: it is read before a municipality is known. */
export const accountRoles = pgTable(
  "account_roles",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    role: text("role", { enum: roles }).notNull(),
    /** Null for the operator alone. */
    ars: text("ars"),
  },
  (table) => [
    uniqueIndex("account_roles_once").on(
      table.accountId,
      table.role,
      sql`coalesce(${table.ars}, '')`,
    ),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the token, hexadecimal: a copy of the table opens no session. */
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (table) => [
    index("sessions_account").on(table.accountId),
    index("sessions_expires").on(table.expiresAt),
  ],
);

/** Counts events in fixed windows; keys are hashed where they name a person or an address. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    resetAt: instant("reset_at").notNull(),
  },
  (table) => [index("rate_limits_reset").on(table.resetAt)],
);
