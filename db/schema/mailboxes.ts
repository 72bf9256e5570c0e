import { pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Addresses that a municipality has named, to which a link was sent that whoever reads mail there confirms. */
export const mailboxConfirmations = pgTable(
  "mailbox_confirmations",
  {
    ars: text("ars").notNull(),
    /** In small letters: another address has to be confirmed anew. */
    address: text("address").notNull(),
    /** SHA-256 of the newest token, hexadecimal: a copy of the table confirms nothing. */
    tokenHash: text("token_hash").notNull(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    confirmedAt: instant("confirmed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.ars, table.address] }),
    uniqueIndex("mailbox_confirmations_token").on(table.tokenHash),
  ],
);
