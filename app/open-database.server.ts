import { demoAccessOf } from "#app/operations/demo.ts";
import { seed } from "#app/operations/seed.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { connect, type Database } from "#db/connect.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";

export interface OpenedDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes in the opposite order whatever was opened. */
  readonly stop: () => Promise<void>;
  readonly closers: (() => Promise<void>)[];
}

/** The database alone: started if it is the embedded one, up to date, and with what a portal starts with. */
export async function openDatabase(config: Config, log: Log): Promise<OpenedDatabase> {
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      // What does not close must not keep the rest open, least of all the database.
      await close().catch((error: unknown) => {
        log.error("stop.failed", { error });
      });
    }
  };
  try {
    const url = config.databaseUrl ?? (await openEmbedded(config, log, closers));
    await migrateDatabase(url);
    const database = connect(url);
    closers.push(database.close);
    await seed({ database, log, clock: () => new Date() }, demoAccessOf(config));
    return { database, url, stop, closers };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openEmbedded(
  config: Config,
  log: Log,
  closers: (() => Promise<void>)[],
): Promise<string> {
  const embedded = await startEmbedded(config.dataDir, log.info);
  closers.push(embedded.stop);
  return embedded.url;
}
