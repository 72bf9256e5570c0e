import { PgBoss } from "pg-boss";
import type { Sql } from "./connect.ts";

/** What happens by itself, by name; each takes the ids it needs and nothing personal. */
export interface JobData {
  "forward-submission": { readonly forwardingId: string; readonly ars: string };
  "send-mail": { readonly mailId: string; readonly ars: string };
  "grow-logs": Readonly<Record<string, never>>;
  "delete-expired": Readonly<Record<string, never>>;
  "scan-attachments": Readonly<Record<string, never>>;
}
export type JobName = keyof JobData;

/** Jobs in the same database as the rows they are about: enqueued in one transaction with them. */
export interface JobQueue {
  /** Adds a job inside the caller's transaction: both happen or neither. */
  readonly enqueue: <N extends JobName>(sql: Sql, name: N, data: JobData[N]) => Promise<void>;
  /** Works off jobs of one kind; what throws is tried again with growing waits. */
  readonly work: <N extends JobName>(
    name: N,
    work: (data: JobData[N]) => Promise<void>,
  ) => Promise<void>;
  /** Runs a job by the clock (cron, Europe/Berlin). */
  readonly schedule: (
    name: "delete-expired" | "grow-logs" | "scan-attachments",
    cron: string,
  ) => Promise<void>;
  /** Waits up to ten seconds for running jobs. */
  readonly stop: () => Promise<void>;
}

const queues: Readonly<Record<JobName, { retryLimit: number; retryDelay: number }>> = {
  "forward-submission": { retryLimit: 20, retryDelay: 30 },
  // Some five days with growing waits, as mail servers do.
  "send-mail": { retryLimit: 14, retryDelay: 30 },
  // The next one does it anyway.
  "grow-logs": { retryLimit: 0, retryDelay: 1 },
  "delete-expired": { retryLimit: 2, retryDelay: 60 },
  "scan-attachments": { retryLimit: 3, retryDelay: 15 },
};

/** Every kind of job there is. */
export const jobNames: readonly string[] = Object.keys(queues);

/**
 * Opens the queue. `supervise`: whether this process also keeps it tidy and runs schedules; web processes that do
 * not work off jobs leave that to others. `onError` hears of a database that is away; the queue goes on by itself.
 */
export async function openJobQueue(
  url: string,
  options: { readonly supervise: boolean; readonly onError: (error: Error) => void },
): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    max: 3,
    schema: "jobs",
    application_name: "einmal jobs",
    supervise: options.supervise,
    schedule: options.supervise,
  });
  boss.on("error", options.onError);
  await boss.start();
  for (const [name, retry] of Object.entries(queues)) {
    await boss.createQueue(name, { ...retry, retryBackoff: true });
  }
  return {
    enqueue: async (sql, name, data) => {
      await boss.send(name, data, { db: inside(sql) });
    },
    work: async (name, work) => {
      await boss.work<JobData[typeof name]>(name, { pollingIntervalSeconds: 1 }, async (jobs) => {
        for (const { data } of jobs) await work(data);
      });
    },
    schedule: (name, cron) => boss.schedule(name, cron, {}, { tz: "Europe/Berlin" }),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** pg-boss's statements run on the caller's connection, hence in its transaction. */
function inside(sql: Sql) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({
      // Prepared: its statements are long, and planning them anew would cost more than running them.
      rows: [...(await sql.unsafe(text, values as never[], { prepare: true }))],
    }),
  };
}
