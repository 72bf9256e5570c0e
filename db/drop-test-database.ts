import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";

/** Drops a test's database, even where PostgreSQL is just vacuuming it, which our role may not interrupt. */
export async function dropTestDatabase(sql: postgres.Sql, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sql`drop database if exists ${sql(name)} with (force)`;
      return;
    } catch (error) {
      const busy = error instanceof postgres.PostgresError && error.code === "42501";
      if (!busy || attempt === 100) throw error;
      await pause(200);
    }
  }
}
