import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/** What a municipality signs with. The newest signs; the public parts of all of them stay published. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    ars: text("ars").notNull(),
    /** Thumbprint of the public key (RFC 7638). */
    kid: text("kid").notNull(),
    publicJwk: jsonb("public_jwk").$type<Readonly<Record<string, string>>>().notNull(),
    /** The private key (JWK), wrapped by the master key. */
    wrapped: bytea("wrapped").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ars, table.kid] })],
);

/** Signed statements about what was filed, in the order in which they came; the log numbers them afterwards. */
export const logEntries = pgTable(
  "log_entries",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    ars: text("ars").notNull(),
    /** Not a foreign key: the entry stays when the submission is deleted, and says nothing of its content. */
    submissionId: text("submission_id").notNull(),
    /** JWS in its compact form. */
    statement: text("statement").notNull(),
    leafHash: bytea("leaf_hash").notNull(),
    /** Place in the tree; null until it is put there. */
    leafIndex: integer("leaf_index"),
  },
  (table) => [
    uniqueIndex("log_entries_leaf").on(table.ars, table.leafHash),
    uniqueIndex("log_entries_index").on(table.ars, table.leafIndex),
    index("log_entries_submission").on(table.submissionId),
  ],
);

/** Hashes of the full subtrees of a municipality's log (RFC 9162): level 0 are the leaves. */
export const logNodes = pgTable(
  "log_nodes",
  {
    ars: text("ars").notNull(),
    level: integer("level").notNull(),
    position: integer("position").notNull(),
    hash: bytea("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ars, table.level, table.position] })],
);

/** Signed tree heads: what the log was at a moment. */
export const logHeads = pgTable(
  "log_heads",
  {
    ars: text("ars").notNull(),
    size: integer("size").notNull(),
    root: bytea("root").notNull(),
    /** JWS in its compact form. */
    signed: text("signed").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ars, table.size] })],
);
