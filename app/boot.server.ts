import { createPortal, type Portal } from "#app/catalogue/portal.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { startJobs } from "#app/jobs/start-jobs.server.ts";
import { demoAccessOf } from "#app/operations/demo.ts";
import { seed } from "#app/operations/seed.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { connect, type Database } from "#db/connect.ts";
import { startEmbedded } from "#db/embedded.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { migrateDatabase } from "#db/migrate.ts";

/** A way in for people who try the portal out; there are none in production. */
export interface DemoLogin {
  readonly role: string;
  readonly user: string;
  readonly password: string;
}

export interface Running {
  readonly portal: Portal;
  readonly demoLogins: readonly DemoLogin[];
  /** Ends jobs, then connections, then the embedded database. */
  readonly stop: () => Promise<void>;
}

/** Opens everything the portal needs, in order; what was opened is closed again if a later step fails. */
export async function boot(config: Config, log: Log): Promise<Running> {
  const { database, url, stop, closers } = await openDatabase(config, log);
  try {
    const queue = await openJobQueue(url, {
      supervise: config.jobs,
      onError: (error) => {
        log.warn("jobs.trouble", { reason: error.message });
      },
    });
    closers.push(queue.stop);
    const demo = demoAccessOf(config);
    const portal = createPortal({
      config,
      log,
      database,
      queue,
      storage: openStorage(config.dataDir),
      ...(demo && { demo }),
    });
    if (config.jobs) await startJobs(portal);
    return { portal, demoLogins: demoLoginsOf(portal), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

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
    for (let close = closers.pop(); close; close = closers.pop()) await close();
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

function demoLoginsOf({ demo }: Portal): DemoLogin[] {
  if (demo === undefined) return [];
  return demo.logins.map(({ role, login, municipality }) => ({
    role: municipality === undefined ? role : `${role} of ${municipality}`,
    user: login,
    password: demo.password,
  }));
}
