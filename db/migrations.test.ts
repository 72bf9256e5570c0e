import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import journal from "./migrations/meta/_journal.json" with { type: "json" };

// A database runs what is later than the last that it ran: one with an earlier time would be passed over in silence.
test("migrations come one after the other, and each is in the journal", () => {
  const times = journal.entries.map(({ when }) => when);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(times).size).toBe(times.length);
  const files = readdirSync(path.join(import.meta.dirname, "migrations"))
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.replace(".sql", ""));
  expect(journal.entries.map(({ tag }) => tag)).toEqual(files.toSorted());
});
