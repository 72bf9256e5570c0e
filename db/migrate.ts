import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import * as z from "zod";
import type { Sql } from "./connect.ts";

/** Any fixed number: replicas that start at the same time wait here for the first one. */
const migrationLock = 4_711_001;

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Brings the tables of the database up to date. Safe to call at every start and from several replicas. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    if ((await listPendingMigrations(client)).length === 0) return;
    // Loaded only where needed: it takes longer than everything else at a start together.
    const { drizzle } = await import("drizzle-orm/postgres-js");
    const { migrate } = await import("drizzle-orm/postgres-js/migrator");
    await migrate(drizzle({ client }), { migrationsFolder });
  } finally {
    // The lock ends with the connection.
    await client.end({ timeout: 5 });
  }
}

const journalSchema = z.object({
  entries: z.array(z.object({ when: z.number(), tag: z.string() })),
});

/** Names of the migrations that this database still lacks; all of them where it has no tables yet. */
export async function listPendingMigrations(sql: Sql): Promise<string[]> {
  const file = path.join(migrationsFolder, "meta", "_journal.json");
  const { entries } = journalSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const [table] = await sql<{ found: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  const rows =
    table?.found === true
      ? await sql<{ last: string | null }[]>`
          select max(created_at) as last from drizzle.__drizzle_migrations`
      : [];
  const last = Number(rows[0]?.last ?? 0);
  return entries.filter(({ when }) => when > last).map(({ tag }) => tag);
}
