import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { query } from "./connect.ts";
import { openJobQueue } from "./job-queue.ts";
import { createTestDatabaseAt } from "./test-database.ts";

const { database, url } = await createTestDatabaseAt();
const open = () => openJobQueue(url, { supervise: false, onError: () => undefined });
// Two processes of the portal.
const queues = [await open(), await open()];
afterAll(() => Promise.all(queues.map((queue) => queue.stop())));

interface Seen {
  done: number;
  running: number;
  most: number;
  readonly by: Set<number>;
}
const seen = new Map<string, Seen>();
for (const [index, queue] of queues.entries())
  await queue.work("forward-submission", async ({ ars }) => {
    const lane = seen.get(ars)!;
    lane.running += 1;
    lane.most = Math.max(lane.most, lane.running);
    lane.by.add(index);
    await pause(150);
    lane.running -= 1;
    lane.done += 1;
  });

/** Has so many jobs of a lane worked off by both; what was seen of it. */
async function through(id: string, width: 1 | 4, count: number): Promise<Seen> {
  const lane: Seen = { done: 0, running: 0, most: 0, by: new Set() };
  seen.set(id, lane);
  await query(database, async (sql) => {
    for (let job = 0; job < count; job += 1)
      await queues[0]!.enqueue(
        sql,
        "forward-submission",
        { forwardingId: String(job), ars: id },
        { lane: { id, width } },
      );
  });
  await expect.poll(() => lane.done, { timeout: 30_000 }).toBe(count);
  return lane;
}

test("a destination that stands one delivery at a time gets one at a time, over all processes", async () => {
  const [narrow, wide] = await Promise.all([through("eng", 1, 6), through("weit", 4, 16)]);
  expect(narrow.most).toBe(1);
  // Else the one above would prove nothing.
  expect(wide.most).toBeGreaterThan(1);
  expect(wide.most).toBeLessThanOrEqual(4);
}, 60_000);

test("a job is there with the transaction that it belongs to, or not at all", async () => {
  const jobs = async () => {
    const [row] = await query(
      database,
      (sql) =>
        sql<
          { count: number }[]
        >`select count(*)::int as count from jobs.job where name = 'send-mail'`,
    );
    return row?.count;
  };
  const enqueue = (fail: boolean) =>
    database.sql.begin(async (sql) => {
      await queues[0]!.enqueue(sql as never, "send-mail", { mailId: "x", ars: "y" });
      if (fail) throw new Error("rolled back");
    });
  await expect(enqueue(true)).rejects.toThrow("rolled back");
  expect(await jobs()).toBe(0);
  await enqueue(false);
  expect(await jobs()).toBe(1);
});
