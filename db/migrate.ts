import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any fixed number: replicas that start at the same time wait here for the first one. */
const migrationLock = 4_711_001;

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Brings the tables of the database up to date. Safe to call at every start and from several replicas. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle({ client }), { migrationsFolder });
  } finally {
    // The lock ends with the connection.
    await client.end({ timeout: 5 });
  }
}
