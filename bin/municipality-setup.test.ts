import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { createStaffPortal, here } from "#app/routes/fixtures/staff-portal.ts";
import type { Setup } from "#app/setup/setup-format.v1.ts";
import { importSetupFile, municipalityExport } from "./municipality-setup-commands.ts";

const { portal } = await createStaffPortal();
const folder = mkdtempSync(path.join(os.tmpdir(), "setup-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const never = () => {
  throw new Error("not needed");
};
const input = (named: string, values: Readonly<Record<string, string | boolean>>) => ({
  ...{ arguments: [named], values, input: Readable.from([]), config: never, open: never },
  portal: () => Promise.resolve(portal),
});

test("a file with a service that is unknown here is taken over without it only where that is said", async () => {
  const file = path.join(folder, "setup.json");
  await municipalityExport.run(input(here.ars, { file }));
  const given = JSON.parse(readFileSync(file, "utf8")) as Setup;
  const [offering] = given.offerings;
  const offerings = [...given.offerings, { ...offering, service: "nie-gehoert" }];
  writeFileSync(file, JSON.stringify({ ...given, offerings }));

  const stopped = await importSetupFile(input(file, {}));
  expect(stopped.ok).toBe(false);
  expect(stopped.text).toMatch(/nie-gehoert +left +unknownService/);
  expect(stopped.text).toContain("--without-unknown");
  const taken = await importSetupFile(input(file, { "without-unknown": true }));
  expect(taken).toMatchObject({ ok: true, json: { written: true } });
});
