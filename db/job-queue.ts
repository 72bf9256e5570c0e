import { PgBoss, type WorkOptions } from "pg-boss";
import { laneWidths, type LaneWidth } from "../app/domain/forwarding.ts";
import type { Sql } from "./connect.ts";

/** What happens by itself, by name; each takes the ids it needs and nothing personal. */
export interface JobData {
  "forward-submission": { readonly forwardingId: string; readonly ars: string };
  "send-mail": { readonly mailId: string; readonly ars: string };
  "grow-logs": Readonly<Record<string, never>>;
  "delete-expired": Readonly<Record<string, never>>;
  /** Medians of towns of one size, once a month is closed. */
  "compare-towns": Readonly<Record<string, never>>;
  /** What is due and forgotten, and what somebody should be told. */
  "watch-forwardings": Readonly<Record<string, never>>;
  /** Whether destinations are well although nothing is sent there, e.g. how long certificates last. */
  "check-destinations": Readonly<Record<string, never>>;
  "scan-attachments": Readonly<Record<string, never>>;
  /** One round of fetching from a delivery service. */
  "pick-up": { readonly pickupId: string; readonly ars: string };
  /** Has all of them fetched from. */
  "watch-pickups": Readonly<Record<string, never>>;
  /** What became of payments that nobody came back from. */
  "settle-payments": Readonly<Record<string, never>>;
  /** Takes a service over to another version in all municipalities, or back. */
  "switch-service": { readonly switchId: string };
  /** Switches a service on in many municipalities, or off again. */
  "roll-out": { readonly rolloutId: string };
  /** Both of them where they should get on and do not. */
  "watch-roll-outs": Readonly<Record<string, never>>;
}
export type JobName = keyof JobData;

export interface JobTerms {
  /** Not before then. */
  readonly at?: Date;
  /** Of the jobs of one lane only so many run at once, over all processes. */
  readonly lane?: { readonly id: string; readonly width: LaneWidth };
}
/** Jobs in the same database as the rows they are about: enqueued in one transaction with them. */
export interface JobQueue {
  /** Adds a job inside the caller's transaction: both happen or neither. */
  readonly enqueue: <N extends JobName>(
    sql: Sql,
    name: N,
    data: JobData[N],
    when?: JobTerms,
  ) => Promise<void>;
  /** Works off jobs of one kind; what throws is tried again with growing waits. */
  readonly work: <N extends JobName>(
    name: N,
    work: (data: JobData[N]) => Promise<void>,
  ) => Promise<void>;
  /** Runs a job by the clock (cron, Europe/Berlin). */
  readonly schedule: (
    name: Exclude<
      JobName,
      "forward-submission" | "send-mail" | "pick-up" | "switch-service" | "roll-out"
    >,
    cron: string,
  ) => Promise<void>;
  /** Waits up to ten seconds for running jobs. */
  readonly stop: () => Promise<void>;
}

interface QueueTerms {
  readonly retryLimit: number;
  readonly retryDelay: number;
  /** After so long a job counts as lost. */
  readonly expireInSeconds?: number;
  /** Without a sign of life of its process for so long a job counts as lost with it. */
  readonly heartbeatSeconds?: number;
  /** Jobs of the kind that one process works on at once, 1 where absent. */
  readonly atOnce?: number;
}

const queues: Readonly<Record<JobName, QueueTerms>> = {
  // How often a destination is tried is its own affair: only a job that is lost with its process comes back by itself.
  "forward-submission": {
    retryLimit: 3,
    retryDelay: 5,
    expireInSeconds: 240,
    heartbeatSeconds: 10,
    atOnce: 32,
  },
  // Some five days with growing waits, as mail servers do.
  "send-mail": { retryLimit: 14, retryDelay: 30 },
  // The next one does it anyway.
  "grow-logs": { retryLimit: 0, retryDelay: 1 },
  "delete-expired": { retryLimit: 2, retryDelay: 60 },
  "compare-towns": { retryLimit: 2, retryDelay: 600, expireInSeconds: 3600 },
  "watch-forwardings": { retryLimit: 0, retryDelay: 1 },
  "check-destinations": { retryLimit: 1, retryDelay: 600, expireInSeconds: 3600 },
  "scan-attachments": { retryLimit: 3, retryDelay: 15 },
  // The next round comes by itself.
  "pick-up": { retryLimit: 0, retryDelay: 1, expireInSeconds: 900 },
  "watch-pickups": { retryLimit: 0, retryDelay: 1 },
  "settle-payments": { retryLimit: 0, retryDelay: 1, expireInSeconds: 1200 },
  "switch-service": { retryLimit: 3, retryDelay: 5, expireInSeconds: 900, heartbeatSeconds: 20 },
  "roll-out": { retryLimit: 3, retryDelay: 5, expireInSeconds: 900, heartbeatSeconds: 20 },
  "watch-roll-outs": { retryLimit: 0, retryDelay: 1 },
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
    // How soon the jobs of a process that was killed are known to be lost, and their lanes free again.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on("error", options.onError);
  await boss.start();
  for (const [name, { atOnce: _, ...terms }] of Object.entries(queues)) {
    await boss.createQueue(name, { ...terms, retryBackoff: true });
    await boss.updateQueue(name, { ...terms, retryBackoff: true });
  }
  return {
    enqueue: async (sql, name, data, { at, lane } = {}) => {
      await boss.send(name, data, {
        db: inside(sql),
        ...(at && { startAfter: at }),
        ...(lane && { group: { id: lane.id, tier: String(lane.width) } }),
      });
    },
    work: async (name, work) => {
      const { atOnce = 1 } = queues[name];
      await boss.work<JobData[typeof name]>(name, pace(atOnce), async (jobs) => {
        const ends = await Promise.allSettled(jobs.map(({ data }) => work(data)));
        const failed = ends.find((end) => end.status === "rejected");
        if (failed) throw failed.reason;
      });
    },
    schedule: (name, cron) => boss.schedule(name, cron, {}, { tz: "Europe/Berlin" }),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** One job after the other, or batches of eight beside each other, without a pause while there is more. */
function pace(atOnce: number): WorkOptions {
  if (atOnce === 1) return { pollingIntervalSeconds: 1 };
  return {
    pollingIntervalSeconds: 0.5,
    batchSize: 8,
    burstWhenBatchFull: true,
    localConcurrency: Math.ceil(atOnce / 8),
    groupConcurrency: {
      default: 1,
      tiers: Object.fromEntries(laneWidths.map((width) => [String(width), width])),
    },
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
