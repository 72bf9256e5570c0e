import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  addTowns,
  addVersion,
  clean,
  conflicting,
  offer,
  serviceId,
  versions,
} from "#app/jobs/fixtures/many-towns.ts";
import { createTestDatabaseAt } from "#db/test-database.ts";
import { createCommandLine } from "./fixtures/command-line.ts";

const { database, url } = await createTestDatabaseAt();
const { folder, einmal: run, einmalJson } = createCommandLine(url);
const einmal = (...args: readonly string[]) => run(args);

await addVersion(database, "1.0.0", false);
const [follows = "", own = "", stuck = "", bare = ""] = await addTowns(database, 1, 4);
await offer(database, [follows, own, stuck], (ars) =>
  ars === follows ? undefined : ars === own ? clean("Zwei Wochen") : conflicting,
);
const definition = path.join(folder, "definition.json");
writeFileSync(definition, JSON.stringify(versions["2.0.0"]));

test("stage, dry run, switch, undo", async () => {
  const staged = await einmalJson("service", "import", definition, "--stage");
  expect(staged).toMatchObject({
    code: 0,
    json: {
      outcome: "added",
      isCurrent: false,
      next: `npx einmal service switch ${serviceId} --to 2.0.0 --dry-run`,
    },
  });
  const dry = await einmal("service", "switch", serviceId, "--to", "2.0.0", "--dry-run");
  expect(dry.code).toBe(0);
  expect(dry.out).toContain("hund-kosten 1.0.0 → 2.0.0");
  expect(dry.out).toMatch(/settings go with it {6}1\n {2}settings need a look {5}1, legally/);
  expect(dry.out).toMatch(new RegExp(`${stuck} +Ort 3 +1\\.0\\.0 +fee:badge \\(conflict\\)`));
  const done = await einmalJson("service", "switch", serviceId, "--to", "2.0.0", "--wait");
  const { id } = done.json["switch"] as { id: string };
  expect(done.json["switch"]).toMatchObject({ state: "done", total: 2, merged: 1, open: 1 });
  const undone = await einmal("service", "switch", "--undo", id, "--wait");
  expect(undone.out).toContain("hund-kosten 1.0.0 → 2.0.0 is undone");
});

test("a planned switch is cancelled; nonsense is refused", async () => {
  const args = ["service", "switch", serviceId, "--to", "2.0.0"];
  const planned = await einmalJson(...args, "--at", "2199-01-01T00:00:00+01:00");
  const { id } = planned.json["switch"] as { id: string };
  expect(planned.json["switch"]).toMatchObject({ state: "planned" });
  expect((await einmalJson(...args)).json["errors"]).toMatchObject([{ code: "busy" }]);
  const cancelled = await einmalJson("service", "switch", "--cancel", id);
  expect(cancelled.json["switch"]).toMatchObject({ state: "cancelled" });
  expect((await einmal(...args, "--at", "morgen")).code).toBe(2);
  const list = await einmal("service", "switches", "--service", serviceId);
  expect(list.out).toMatch(/hund-kosten +… → 2\.0\.0 +cancelled/);
  expect(list.out).toMatch(/hund-kosten +1\.0\.0 → 2\.0\.0 +undone/);
});

test("without --stage it counts at once, and those with settings follow by a switch", async () => {
  const imported = await einmalJson("service", "import", definition);
  expect(imported.json).toMatchObject({ outcome: "current", isCurrent: true });
  const { switchId } = imported.json as { switchId: string };
  const list = await einmalJson("service", "switches");
  expect(list.json["switches"]).toMatchObject([
    { id: switchId, cause: "import", state: "planned", fromVersion: "1.0.0", toVersion: "2.0.0" },
    { state: "cancelled" },
    { state: "undone" },
  ]);
});

test("a set-up travels from one municipality to another", async () => {
  const file = path.join(folder, "setup.json");
  const written = await einmal("municipality", "export", own, "--file", file);
  expect(written.out).toBe(`Ort 2: 1 services and all settings are in ${file}.\n`);
  const dry = await einmal("municipality", "import", file, "--as", bare, "--dry-run");
  expect(dry.out).toMatch(/offering +hund-kosten +left +notReady +1/);
  expect(dry.out).toContain(`Ort 4 (${bare}): the file would be taken over.`);
  const offered = () => database.sql`select enabled, revision from offerings where ars = ${bare}`;
  expect(await offered()).toEqual([]);
  const done = await einmalJson("municipality", "import", file, "--as", bare);
  expect(done).toMatchObject({ code: 0, json: { ars: bare, written: true } });
  expect(await offered()).toEqual([{ enabled: false, revision: 1 }]);
  const setup = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...setup, people: [] }));
  const wrong = await einmal("municipality", "import", file);
  expect(wrong).toMatchObject({ code: 1, err: `Error: ${file} at people: key\n` });
  await database.sql`update offerings set enabled = false, revision = null where ars = ${bare}`;
});

test("roll out: dry run, create, list, show, cancel", async () => {
  const file = path.join(folder, "settings.json");
  await einmal("municipality", "export", own, "--file", file);
  const create = ["rollout", "create", "--service", serviceId, "--kind", "forced"];
  const asked = [...create, "--reason", "Beschluss", "--municipality", bare, "--settings", file];
  const dry = await einmal(...asked, "--dry-run");
  expect(dry.out).toBe(
    "Would reach 1 municipalities, 0 of which offer it already, 1 of which are not ready.\n",
  );
  const done = await einmalJson(...asked, "--wait");
  const { id } = done.json as { id: string };
  const waits = await einmal("rollout", "show", id);
  expect(waits.out).toContain(`  1 notReady\n  notReady: ${bare} Ort 4\n`);
  const goOn = ["rollout", "go-on", id, "--not-ready-too", "--wait"];
  expect((await einmal(...goOn)).out).toContain("  1 switchedOn\n");
  expect((await einmalJson(...goOn)).json["errors"]).toMatchObject([{ code: "tooLate" }]);
  const shown = await einmalJson("rollout", "show", id);
  expect(shown.json).toMatchObject({
    rollout: { state: "done", kind: "forced" },
    places: { switchedOn: 1 },
    towns: [{ ars: bare, state: "switchedOn" }],
  });
  const [offering] =
    await database.sql`select enabled, revision from offerings where ars = ${bare}`;
  expect(offering).toEqual({ enabled: true, revision: 2 });
  expect((await einmal("rollout", "list")).out).toMatch(/hund-kosten +forced +done/);
  const undone = await einmalJson("rollout", "cancel", id, "--undo", "--wait");
  expect(undone.json).toMatchObject({ rollout: { state: "undone" }, places: { undone: 1 } });

  const unknown = await einmalJson(...create, "--reason", "x", "--municipality", "99999999");
  expect(unknown).toMatchObject({ code: 1, json: { errors: [{ code: "unknownKeys" }] } });
  expect((await einmal(...create, "--reason", "x", "--land", "Bayern")).code).toBe(2);
  // Four towns of one to four inhabitants, and a thousand times as many in the fifth, which lies in the same district.
  await addTowns(database, 5000, 1);
  const counted = async (...selection: readonly string[]) =>
    (await einmal(...create, "--reason", "x", ...selection, "--dry-run")).out;
  expect(await counted("--district", "99000")).toContain("Would reach 5 municipalities");
  expect(await counted("--population", "under-1000")).toContain("Would reach 4 municipalities");
  expect(await counted("--district", "99000", "--population", "5000-19999")).toContain(
    "Would reach 1 municipalities",
  );
  expect((await einmal(...create, "--reason", "x", "--population", "viele")).code).toBe(2);
  expect((await einmal(...create, "--reason", "x", "--district", "9900")).code).toBe(2);
});
