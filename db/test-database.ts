import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { connect, type Database } from "./connect.ts";
import { dropTestDatabase } from "./drop-test-database.ts";

let count = 0;

/**
 * A fresh, migrated, empty database for one test file: call it at the top of the file (`const database = await
 * createTestDatabase()`). It goes away after the file's tests.
 */
export async function createTestDatabase(): Promise<Database> {
  return (await createTestDatabaseAt()).database;
}

/** Like `createTestDatabase`, with its address, for those who connect on their own. */
export async function createTestDatabaseAt(): Promise<{ database: Database; url: string }> {
  const serverUrl = inject("testServerUrl");
  count += 1;
  // Workers share the prefix: the worker's pid keeps them apart.
  const name = `${inject("testPrefix")}${process.pid}_${process.hrtime.bigint()}_${count}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await admin`create database ${admin(name)} template ${admin(inject("testTemplate"))}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  const database = connect(url.href, { max: 5 });
  afterAll(async () => {
    await database.close();
    await dropTestDatabase(admin, name);
    await admin.end();
  });
  return { database, url: url.href };
}
