import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { dropTestDatabase } from "./drop-test-database.ts";
import { isAlive } from "./embedded/postmaster.ts";
import { startEmbedded } from "./embedded.ts";
import { migrateDatabase } from "./migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the test server answers; its database is not for tests, see `createTestDatabase`. */
    testServerUrl: string;
    /** An empty database with all tables, to be copied. */
    testTemplate: string;
    /** Begins the names of this run's databases. */
    testPrefix: string;
  }
}

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Global set-up of vitest: one PostgreSQL for the whole run, kept in `.cache` between runs, because laying it out takes
 * longer than most tests. Simultaneous runs share it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded(path.join(here, "../.cache/test"));
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await dropLeftovers(sql);
  project.provide("testServerUrl", server.url);
  project.provide("testTemplate", await ensureTemplate(sql, server.url));
  // Nothing of a test has to outlast a power cut: commits need not wait for the disk. Under the lock that is held by now.
  await sql`alter role current_user set synchronous_commit = off`;
  project.provide("testPrefix", `test_${process.pid}_`);
  await sql.end();
  return server.stop;
}

/** Databases of runs that were killed. */
async function dropLeftovers(sql: postgres.Sql): Promise<void> {
  const rows = await sql<{ datname: string }[]>`
    select datname from pg_database where datname like 'test\\_%'`;
  for (const { datname } of rows) {
    const pid = Number(datname.split("_")[1]);
    if (pid === process.pid || !isAlive(pid)) await dropTestDatabase(sql, datname);
  }
}

/** The template's name tells the state of the migrations, so that a new migration makes a new one. */
async function ensureTemplate(sql: postgres.Sql, url: string): Promise<string> {
  const folder = path.join(here, "migrations");
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".sql")))
    hash.update(file).update(readFileSync(path.join(folder, file)));
  const template = `template_${hash.digest("hex").slice(0, 16)}`;
  await sql`select pg_advisory_lock(1)`;
  const [found] = await sql`select 1 from pg_database where datname = ${template}`;
  if (found === undefined) {
    const draft = `draft_${process.pid}`;
    await dropTestDatabase(sql, draft);
    await sql`create database ${sql(draft)}`;
    const target = new URL(url);
    target.pathname = draft;
    await migrateDatabase(target.href);
    await sql`alter database ${sql(draft)} rename to ${sql(template)}`;
  }
  return template;
}
