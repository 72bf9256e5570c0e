import { afterAll, expect, test } from "vitest";
import { query } from "./connect.ts";
import { openJobQueue } from "./job-queue.ts";
import { createTestDatabaseAt } from "./test-database.ts";

const { database, url } = await createTestDatabaseAt();
const queue = await openJobQueue(url, { supervise: false, onError: () => undefined });
afterAll(() => queue.stop());

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
      await queue.enqueue(sql as never, "send-mail", { mailId: "x", ars: "y" });
      if (fail) throw new Error("rolled back");
    });
  await expect(enqueue(true)).rejects.toThrow("rolled back");
  expect(await jobs()).toBe(0);
  await enqueue(false);
  expect(await jobs()).toBe(1);
});
