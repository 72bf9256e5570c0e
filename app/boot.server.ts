import { createPortal, type Portal } from "#app/catalogue/portal.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { startJobs } from "#app/jobs/start-jobs.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { connect } from "#db/connect.ts";
import { startEmbedded, type Embedded } from "#db/embedded.ts";
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
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const url = config.databaseUrl ?? (await openEmbedded(config, log, closers)).url;
    await migrateDatabase(url);
    const database = connect(url);
    closers.push(database.close);
    const queue = await openJobQueue(url, {
      supervise: config.jobs,
      onError: (error) => {
        log.warn("jobs.trouble", { reason: error.message });
      },
    });
    closers.push(queue.stop);
    const portal = createPortal({
      config,
      log,
      database,
      queue,
      storage: openStorage(config.dataDir),
    });
    if (config.jobs) await startJobs(portal);
    return { portal, demoLogins: [], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openEmbedded(
  config: Config,
  log: Log,
  closers: (() => Promise<void>)[],
): Promise<Embedded> {
  const embedded = await startEmbedded(config.dataDir, log.info);
  closers.push(embedded.stop);
  return embedded;
}
