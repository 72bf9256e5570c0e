import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { query, withMunicipality } from "#db/connect.ts";
import { findAccountByLogin } from "#db/queries/accounts.ts";
import { countMunicipalities } from "#db/queries/municipalities.ts";
import { listOfferingsOfPortal, setOffering } from "#db/queries/offerings.ts";
import { listCurrentServices, upsertService } from "#db/queries/services.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { contentHashOf } from "../catalogue/content-hash.server.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { signIn } from "../identity/sign-in.server.ts";
import { readConfig } from "../platform/config.server.ts";
import { createLog } from "../platform/log.server.ts";
import { readBundledPackages } from "./bundled-packages.server.ts";
import { demoAccessOf, demoAccounts, demoTown } from "./demo.ts";
import { seedServices } from "./seed-services.server.ts";
import { seed } from "./seed.server.ts";

const clock = () => new Date("2026-11-24T12:00:00Z");
const demo = demoAccessOf({ demoPassword: "erika-darf-herein" });
const packages = (await readBundledPackages()).map(({ service }) => service);
const events: string[] = [];
const log = createLog("info", { write: (line: string) => void events.push(line) });
const production = { database: await createTestDatabase(), clock, log };
const parts = { database: await createTestDatabase(), clock, log };

beforeEach(() => {
  events.length = 0;
});

const state = () =>
  query(parts.database, async (sql) => ({
    municipalities: await countMunicipalities(sql),
    offerings: await listOfferingsOfPortal(sql),
    services: await listCurrentServices(sql),
  }));

test("outside the demo there are municipalities and services, but no offering and no account", async () => {
  await seed(production, undefined);
  const { sql } = production.database;
  expect(await countMunicipalities(sql)).toBe(25);
  expect((await listCurrentServices(sql)).map(({ id, source }) => [id, source])).toEqual(
    packages.map(({ id }) => [id, "package"]),
  );
  expect(await listOfferingsOfPortal(sql)).toEqual([]);
  for (const { login } of demoAccounts)
    expect(await findAccountByLogin(sql, login)).toBeUndefined();
});

test("a demo offers everything in Musterstadt and something elsewhere; all accounts have the one password", async () => {
  if (demo === undefined) throw new Error("no demo");
  await seed(parts, demo);
  const { offerings } = await state();
  expect(offerings.filter(({ ars }) => ars === demoTown).map((one) => one.serviceId)).toEqual(
    packages.map(({ id }) => id),
  );
  expect(new Set(offerings.map(({ ars }) => ars)).size).toBeGreaterThan(3);
  for (const { login } of demo.logins) {
    const attempt = { login, password: demo.password, address: "127.0.0.1" };
    expect(await signIn(parts, attempt), login).toMatchObject({ outcome: "ok" });
  }
});

test("again, also several times at once, it changes nothing; what was switched off stays off", async () => {
  const serviceId = "strassenfest";
  const off = { ars: demoTown, serviceId, enabled: false, updatedAt: clock(), updatedBy: "max" };
  await query(parts.database, (sql) => setOffering(sql, off));
  const before = await state();
  const audit = () =>
    withMunicipality(parts.database, "*", (tx) => tx`select count(*) from audit_log`);
  const entries = await audit();
  await Promise.all([seed(parts, demo), seed(parts, demo)]);
  expect(await state()).toEqual(before);
  expect(await audit()).toEqual(entries);
  const found = before.offerings.find((one) => one.serviceId === serviceId && one.ars === demoTown);
  expect(found?.enabled).toBe(false);
  expect(events).toEqual([]);
});

test("a package that changed under its version is left as it was, and somebody is told", async () => {
  const [first] = packages;
  if (first === undefined) throw new Error("no package");
  const changed: ServiceDefinition = { ...first, name: { de: "Anders" } };
  const hashes = () => parts.database.sql`select content_hash from services order by id`;
  const before = await hashes();
  await withMunicipality(parts.database, "*", (tx) => seedServices(tx, parts, [changed]));
  expect(await hashes()).toEqual(before);
  expect(events.join()).toContain('"event":"service.conflict"');
  expect(events.join()).toContain(first.id);
});

test("a newer package takes over from the older one, but not from what the operator imported", async () => {
  const [first, second] = packages;
  if (first === undefined || second === undefined) throw new Error("no packages");
  const imported = { ...second, version: "7.0" };
  await withMunicipality(parts.database, "*", async (tx) => {
    await upsertService(tx, {
      definition: imported,
      source: "import",
      contentHash: contentHashOf(imported),
      importedAt: clock(),
    });
    const newer = [first, second].map((one) => ({ ...one, version: "2.0.0" }));
    await seedServices(tx, parts, newer);
    await seedServices(tx, parts, [first, second]);
  });
  const { services } = await state();
  const versionOf = (id: string) => services.find((one) => one.id === id)?.version;
  expect(versionOf(first.id)).toBe("2.0.0");
  expect(versionOf(second.id)).toBe("7.0");
});

const folder = mkdtempSync(path.join(os.tmpdir(), "einmal-secrets-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("the demo's password is made once; secrets from before there was one keep working", () => {
  const file = path.join(folder, "secrets.json");
  const first = readConfig({ DATA_DIR: folder });
  expect(first.demoPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(readConfig({ DATA_DIR: folder })).toEqual(first);
  writeFileSync(file, JSON.stringify({ masterKey: first.masterKey.toString("base64") }));
  const upgraded = readConfig({ DATA_DIR: folder });
  expect(upgraded.masterKey).toEqual(first.masterKey);
  expect(readConfig({ DATA_DIR: folder })).toEqual(upgraded);
  expect(readFileSync(file, "utf8")).toContain(upgraded.demoPassword);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, "{}");
  expect(() => readConfig({ DATA_DIR: folder })).toThrow("damaged");
  const key = Buffer.alloc(32).toString("base64");
  const real = readConfig({ DATABASE_URL: "postgres://db/einmal", MASTER_KEY: key });
  expect(demoAccessOf(real)).toBeUndefined();
});
