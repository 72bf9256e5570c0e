import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  connect,
  DatabaseUnavailableError,
  inOneTrip,
  inTransaction,
  withMunicipality,
} from "./connect.ts";
import { createTestDatabaseAt } from "./test-database.ts";

const { database, url } = await createTestDatabaseAt();
const here = { ars: "000000000001", slug: "hier" };
const there = { ars: "000000000002", slug: "dort" };

beforeAll(async () => {
  for (const { ars, slug } of [here, there]) {
    await database.sql`
      insert into municipalities (ars, ags, name, slug, state, search_text)
      values (${ars}, ${ars.slice(4)}, ${slug}, ${slug}, '00', ${slug})`;
    await withMunicipality(
      database,
      ars,
      (tx) => tx`
      insert into drafts (id, ars, service_id, service_version, sealed, revision, created_at, updated_at, expires_at)
      values (${`draft ${slug}`}, ${ars}, 'hund', '1.0', ${Buffer.from("x")}, 1, now(), now(), now())`,
    );
  }
});

describe("statements in one trip", () => {
  const idsAt = (key: { ars: string } | { slug: string }) =>
    inOneTrip(database, key, async (tx) => {
      const rows = await tx<{ id: string }[]>`select id from drafts`;
      return rows.map(({ id }) => id);
    });

  test("see the rows of their municipality alone, named by key or by slug", async () => {
    expect(await idsAt({ ars: here.ars })).toEqual(["draft hier"]);
    expect(await idsAt({ slug: "dort" })).toEqual(["draft dort"]);
    expect(await idsAt({ slug: "nirgends" })).toEqual([]);
    expect(await database.sql`select id from drafts`).toEqual([]);
  });

  test("answer each for itself, many at once", async () => {
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => idsAt(index % 2 === 0 ? here : there)),
    );
    for (const [index, ids] of results.entries())
      expect(ids).toEqual([index % 2 === 0 ? "draft hier" : "draft dort"]);
  });

  test("all count or none does, and the connection goes on", async () => {
    for (let count = 0; count < 10; count += 1) {
      const failing = inOneTrip(database, here, (tx) =>
        Promise.all([
          tx`update drafts set revision = revision + 1`,
          tx`insert into drafts (id) values ('draft hier')`,
        ]),
      );
      await expect(failing).rejects.toThrow("row-level security");
    }
    const [row] = await withMunicipality(
      database,
      here.ars,
      (tx) => tx`select revision from drafts`,
    );
    expect(row).toEqual({ revision: 1 });
  });
});

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

  test("while statements are under way is told, and the next ones work", async () => {
    const broken = inOneTrip(database, here, (tx) => tx`select pg_sleep(5)`);
    const told = expect(broken).rejects.toThrow(DatabaseUnavailableError);
    await pause(300);
    const [busy] = await killer.sql<{ pid: number }[]>`
      select pid from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'`;
    await kill(busy?.pid ?? 0);
    await told;
    for (let count = 0; count < 20; count += 1)
      expect(await inOneTrip(database, here, (tx) => tx`select 1 as one`)).toHaveLength(1);
  });
});
