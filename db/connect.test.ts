import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { connect, DatabaseUnavailableError, inTransaction, query } from "./connect.ts";
import { createTestDatabaseAt } from "./test-database.ts";

const { database, url } = await createTestDatabaseAt();
describe("a connection that is lost", () => {
  const killer = connect(url, { max: 1 });
  afterAll(() => killer.close());
  const kill = async (pid: number) => {
    await killer.sql`select pg_terminate_backend(${pid})`;
    await pause(200);
  };

  test("in the middle of a transaction is told, ends nothing else, and the next one works", async () => {
    const broken = inTransaction(database, async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await kill(row?.pid ?? 0);
      // Here postgres.js alone would end the process.
      return tx`select 1`;
    });
    await expect(broken).rejects.toThrow(DatabaseUnavailableError);
    await pause(50);
    expect(await inTransaction(database, (tx) => tx`select 1 as one`)).toMatchObject([{ one: 1 }]);
  });

  test("while a statement is under way is told, and the next ones work", async () => {
    const broken = query(database, (sql) => sql`select pg_sleep(5)`);
    const told = expect(broken).rejects.toThrow(DatabaseUnavailableError);
    await pause(300);
    const [busy] = await killer.sql<{ pid: number }[]>`
      select pid from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'`;
    await kill(busy?.pid ?? 0);
    await told;
    for (let count = 0; count < 20; count += 1)
      expect(await query(database, (sql) => sql`select 1 as one`)).toHaveLength(1);
  });
});
