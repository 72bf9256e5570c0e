import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { dogService } from "#app/domain/fixtures/dog-service.ts";
import type { Figure } from "#app/domain/figures/figure.ts";
import { createLog } from "#app/platform/log.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { addFigures } from "#db/queries/figures.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { upsertService } from "#db/queries/services.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { figuresCommand } from "./figures-command.ts";

const database = await createTestDatabase();
const now = new Date("2026-03-10T09:00:00Z");
const town = {
  ars: "000000000001",
  ags: "00000001",
  name: "Musterstadt, Stadt",
  slug: "musterstadt",
  state: "00",
};
const day = (event: Figure["event"], count: number, date = "2026-03-05"): Figure => ({
  ars: town.ars,
  serviceId: dogService.id,
  serviceVersion: dogService.version,
  language: "de",
  day: date,
  event,
  subject: "",
  count,
});
await withMunicipality(database, "*", async (sql) => {
  await addMunicipalities(sql, [town]);
  const row = {
    definition: dogService,
    source: "import",
    contentHash: "1",
    importedAt: now,
  } as const;
  await upsertService(sql, row);
  await addFigures(sql, [
    day("start", 20),
    day("filed", 5),
    day("resumed", 2),
    day("start", 7, "2026-02-01"),
  ]);
});

const run = (values: Record<string, string>) =>
  figuresCommand.run({
    arguments: [],
    values,
    input: Readable.from([]),
    config: () => {
      throw new Error("needs no configuration");
    },
    portal: () => Promise.reject(new Error("not needed")),
    open: () => Promise.resolve({ database, clock: () => now, log: createLog("silent") }),
  });

test("figures come as a table and in full as JSON, small ones held back", async () => {
  const { ok, text, json } = await run({ municipality: "musterstadt", month: "2026-03" });
  expect(ok).toBe(true);
  expect(text).toContain("25 %");
  expect(json).toMatchObject({
    ars: town.ars,
    from: "2026-03-01",
    to: "2026-03-31",
    services: [
      { serviceId: dogService.id, starts: 20, filed: 5, conversion: 0.25, resumed: "few" },
    ],
  });
  const { json: year } = await run({ municipality: town.ars });
  expect(year).toMatchObject({ from: "2025-04-01", services: [{ starts: 27 }] });
});

test("what is unknown is said, with a remedy", async () => {
  for (const values of [
    { municipality: "nirgends" },
    { municipality: town.ars, month: "1999-01" },
  ]) {
    const { ok, text } = await run(values);
    expect(ok).toBe(false);
    expect(text).toContain("What to do");
  }
});
