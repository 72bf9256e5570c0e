import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { query } from "#db/connect.ts";
import { listCurrentServices } from "#db/queries/services.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { accessibilityState } from "../domain/paths/accessibility.ts";
import { createLog } from "../platform/log.server.ts";
import { importService } from "./import-service.server.ts";
import { readServiceFiles } from "./read-service-files.server.ts";

const log = createLog("info", { write: () => undefined });
const clock = () => new Date("2026-11-27T12:00:00Z");
const parts = { database: await createTestDatabase(), clock, log };
const folder = await mkdtemp(path.join(os.tmpdir(), "einmal-accessibility-"));
afterAll(() => rm(folder, { recursive: true }));
const bundled = path.resolve(import.meta.dirname, "../../db/seed/services/hundesteuer-anmelden");
await cp(bundled, folder, { recursive: true });
const file = path.join(folder, "accessibility.json");

async function load(version?: string) {
  const read = await readServiceFiles({ path: folder, codeLists: [], version });
  if (!read.ok) return read;
  return importService(parts, read, { path: folder, replace: false }, "operator:cli");
}
async function state() {
  const [listed] = await query(parts.database, (sql) => listCurrentServices(sql));
  return accessibilityState(listed?.certificate?.accessibility, listed?.earlierChecked ?? false);
}

test("what a browser run found is stored with the definition it is about, and with no other", async () => {
  const own = await readFile(file, "utf8");
  await rm(file);
  expect(await load()).toMatchObject({ ok: true, outcome: "added", warnings: [] });
  expect(await state()).toEqual({ kind: "unchecked" });

  const other = { ...(JSON.parse(own) as object), contentHash: "0".repeat(64) };
  await writeFile(file, JSON.stringify(other));
  expect(await load()).toMatchObject({ ok: true, warnings: [{ code: "staleAccessibility" }] });
  expect(await state()).toEqual({ kind: "unchecked" });

  await writeFile(file, own);
  expect(await load()).toMatchObject({ ok: true, outcome: "unchanged", warnings: [] });
  expect(await state()).toMatchObject({ kind: "checked", pages: 11, barriers: 0 });

  expect(await load("9.0")).toMatchObject({ ok: true, warnings: [{ code: "staleAccessibility" }] });
  expect(await state()).toEqual({ kind: "earlier" });

  await writeFile(file, "{}");
  expect(await load()).toMatchObject({ ok: false });
});
