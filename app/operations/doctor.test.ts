import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { getOrCreateDataKeys } from "#db/queries/data-keys.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { upsertService } from "#db/queries/services.ts";
import { createTestDatabaseAt } from "#db/test-database.ts";
import card from "../../e2e/fixtures/anmeldedienst/einwohnerkarte.json" with { type: "json" };
import { startAnmeldedienst } from "../../e2e/fixtures/anmeldedienst/start-anmeldedienst.ts";
import { serviceSchema } from "../domain/service.ts";
import { readConfig, type Config } from "../platform/config.server.ts";
import { newKey, wrapKey } from "../platform/crypto.server.ts";
import { startMailServer } from "../mail/fixtures/mail-server.ts";
import { createLog } from "../platform/log.server.ts";
import { examine } from "./doctor.server.ts";
import {
  checkIdentityProvider,
  checkNeededSignIns,
} from "./doctor/check-identity-provider.server.ts";
import { checkMail } from "./doctor/check-mail.server.ts";
import { checkSecretFiles } from "./doctor/check-files.server.ts";
import { seed } from "./seed.server.ts";

const { database, url } = await createTestDatabaseAt();
const folder = mkdtempSync(path.join(os.tmpdir(), "einmal-doctor-"));
afterAll(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

function configOf(more: Readonly<Record<string, string>> = {}): Config {
  return readConfig({
    DATABASE_URL: url,
    MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
    PUBLIC_URL: "https://antrag.example.de",
    TRUST_PROXY: "on",
    SECURITY_CONTACT: "mailto:sicherheit@example.de",
    DATA_DIR: folder,
    ...more,
  });
}

async function statusOf(config: Config): Promise<Record<string, string>> {
  return Object.fromEntries((await examine(config)).map(({ name, status }) => [name, status]));
}

test("an empty portal works and lacks this and that; a seeded one lacks an operator and offerings", async () => {
  expect(await statusOf(configOf())).toEqual({
    configuration: "ok",
    storage: "ok",
    "virus scanner": "warn",
    mail: "warn",
    "identity provider": "ok",
    database: "ok",
    "row security": "ok",
    migrations: "ok",
    "master key": "ok",
    clock: "ok",
    "time zone": "ok",
    jobs: "warn",
    catalogue: "warn",
    offerings: "warn",
    staff: "warn",
  });
  await seed({ database, clock: () => new Date(), log: createLog("silent") }, undefined);
  const queue = await openJobQueue(url, { supervise: false, onError: () => undefined });
  await queue.stop();
  const seeded = await statusOf(configOf());
  expect(seeded).toMatchObject({ catalogue: "ok", jobs: "ok", offerings: "warn", staff: "warn" });
});

test("jobs that nobody takes, and jobs that failed", async () => {
  const [job] = await database.sql<{ id: string }[]>`
    insert into jobs.job (name, start_after) values ('delete-expired', now() - interval '1 hour')
    returning id`;
  expect(await statusOf(configOf())).toMatchObject({ jobs: "fail" });
  await database.sql`update jobs.job set state = 'failed' where id = ${job?.id ?? ""}`;
  expect(await statusOf(configOf())).toMatchObject({ jobs: "warn" });
  await database.sql`delete from jobs.job where id = ${job?.id ?? ""}`;
});

test("another master key than the one that sealed", async () => {
  const { masterKey } = configOf();
  await withMunicipality(database, "*", (tx) =>
    getOrCreateDataKeys(
      tx,
      "000000000001",
      () => wrapKey(masterKey, newKey(), "municipality"),
      new Date(),
    ),
  );
  expect(await statusOf(configOf())).toMatchObject({ "master key": "ok" });
  const other = configOf({ MASTER_KEY: Buffer.alloc(32, 2).toString("base64") });
  expect(await statusOf(other)).toMatchObject({ "master key": "fail" });
});

test("missing migrations are told, not made", async () => {
  await database.sql`delete from drizzle.__drizzle_migrations
    where id > (select min(id) + 1 from drizzle.__drizzle_migrations)`;
  const checks = await examine(configOf());
  const found = checks.find(({ name }) => name === "migrations");
  expect(found?.status).toBe("fail");
  expect(found?.message).toMatch(/^missing: 0002_row_level_security, 0003_/);
});

test("a database that is away, with what to do", async () => {
  const config = configOf({ DATABASE_URL: "postgres://nobody:x@127.0.0.1:9/none" });
  const found = (await examine(config)).find(({ name }) => name === "database");
  expect(found?.status).toBe("fail");
  expect(found?.remedy).toContain("DATABASE_URL");
});

test("a folder that cannot be written", async () => {
  const file = path.join(folder, "in-the-way");
  writeFileSync(file, "");
  expect(await statusOf(configOf({ DATA_DIR: file }))).toMatchObject({ storage: "fail" });
});

test("a mail server that answers, and one that does not", async () => {
  const server = await startMailServer();
  const mail = { SMTP_URL: server.url, MAIL_FROM: "antrag@example.de" };
  expect(await checkMail(configOf(mail))).toMatchObject({ status: "ok" });
  await server.stop();
  expect(await checkMail(configOf(mail))).toMatchObject({ status: "fail" });
  expect(() => configOf({ SMTP_URL: server.url })).toThrow("MAIL_FROM");
  expect(() => configOf({ SMTP_URL: "mail", MAIL_FROM: "x" })).toThrow("SMTP_URL");
});

test("an identity provider that answers, and one that does not", async () => {
  const demo = path.join(folder, "with-provider");
  mkdirSync(demo);
  const client = { clientId: "einmal", clientSecret: "geheim" };
  const redirectUris = ["http://127.0.0.1:1/anmeldung/zurueck"];
  const provider = await startAnmeldedienst({ ...client, redirectUris });
  const config = () =>
    readConfig({
      DATA_DIR: demo,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.clientId,
      OIDC_NAME: "BundID",
    });
  expect(await checkIdentityProvider(config())).toMatchObject({ status: "ok" });
  await provider.stop();
  const found = await checkIdentityProvider(config());
  expect(found).toMatchObject({ status: "fail" });
  expect(found.remedy).toContain("OIDC_ISSUER");
});

test("a service that needs a sign-in, where nobody can sign in", async () => {
  expect(await checkNeededSignIns(database, configOf())).toEqual([]);
  const definition = serviceSchema.parse(card);
  await withMunicipality(database, "*", async (sql) => {
    await upsertService(sql, {
      definition,
      source: "import",
      contentHash: "karte",
      importedAt: new Date(),
    });
    await setOffering(sql, {
      ars: "000000000001",
      serviceId: definition.id,
      enabled: true,
      updatedAt: new Date(),
      updatedBy: "test",
    });
  });
  const [warning] = await checkNeededSignIns(database, configOf());
  expect(warning).toMatchObject({
    status: "warn",
    message: expect.stringContaining("einwohnerkarte") as string,
  });
});

test("secrets that others may read", () => {
  const demo = path.join(folder, "demo");
  mkdirSync(demo);
  const config = readConfig({ DATA_DIR: demo });
  expect(checkSecretFiles(config)).toMatchObject([{ status: "ok" }]);
  chmodSync(path.join(demo, "secrets.json"), 0o644);
  expect(checkSecretFiles(config)).toMatchObject([{ status: "fail" }]);
});

test("without proxy, public address and a contact for weaknesses it warns", async () => {
  const bare = configOf({ TRUST_PROXY: "off", PUBLIC_URL: "", SECURITY_CONTACT: "" });
  const warnings = (await examine(bare)).filter(({ name }) => name === "configuration");
  expect(warnings.map(({ status, message }) => [status, message.split(" ", 1)[0]])).toEqual([
    ["warn", "PUBLIC_URL"],
    ["warn", "TRUST_PROXY"],
    ["warn", "SECURITY_CONTACT"],
  ]);
});
