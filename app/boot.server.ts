import { settlePayments } from "#app/apply/file-paid.server.ts";
import { createPortal, type Portal } from "#app/catalogue/portal.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { startJobs } from "#app/jobs/start-jobs.server.ts";
import { createSmtpMailer } from "#app/mail/smtp-mailer.server.ts";
import { demoAccessOf } from "#app/operations/demo.ts";
import { openDatabase } from "#app/open-database.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { openJobQueue } from "#db/job-queue.ts";

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
      ...(config.mail && { mailer: createSmtpMailer(config.mail) }),
    });
    closers.push(portal.figures.flush);
    if (config.jobs) await startJobs(portal, { settlePayments });
    return { portal, demoLogins: demoLoginsOf(portal), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function demoLoginsOf({ demo }: Portal): DemoLogin[] {
  if (demo === undefined) return [];
  return demo.logins.map(({ role, login, municipality }) => ({
    role: municipality === undefined ? role : `${role} of ${municipality}`,
    user: login,
    password: demo.password,
  }));
}
