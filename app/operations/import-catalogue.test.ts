import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createLog } from "#app/platform/log.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { importCatalogue } from "./import-catalogue.server.ts";

const database = await createTestDatabase();
const parts = { database, clock: () => new Date("2026-03-01T09:00:00Z"), log: createLog("silent") };
const folder = mkdtempSync(path.join(tmpdir(), "catalogue-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const fixtures = path.join(import.meta.dirname, "fixtures/reference");
const [ozgFile, leikaFile] = [
  path.join(fixtures, "ozg-leistungen.csv"),
  path.join(fixtures, "leika.csv"),
];
const run = (...files: string[]) => importCatalogue(parts, files, "test");
const write = (name: string, ...lines: readonly string[]) => {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
};
const entries = () =>
  database.sql<{ key: string; name: string; ozgId: string | null }[]>`
    select key, name, ozg_id from leika_entries order by key`;

const genuine = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "services");
const genuinePresent = existsSync(path.join(genuine, "leika-2019.csv"));
if (!genuinePresent)
  console.warn(`SKIPPED: no genuine service catalogue at ${genuine} (set EINMAL_DATA)`);

describe("lists of OZG-Leistungen and LeiKa keys", () => {
  test("are stored together, what has no key is left out and told", async () => {
    expect(await run(leikaFile, ozgFile)).toEqual({
      ok: true,
      ozg: { added: 3, changed: 0, removed: 0, unchanged: 0 },
      leika: { added: 4, changed: 0, removed: 0, unchanged: 0, withoutKey: 1 },
    });
    expect((await entries())[3]).toEqual({
      key: "99108001001000",
      name: "Bewohnerparkausweis Erteilung",
      ozgId: null,
    });
    const written = await withMunicipality(
      database,
      "*",
      (sql) => sql<{ action: string; details: object }[]>`select action, details from audit_log`,
    );
    expect(written).toEqual([{ action: "catalogue.imported", details: { ozg: 3, leika: 4 } }]);
  });

  test("take the place of older ones", async () => {
    const newer = write(
      "neuer.csv",
      "leika;name;typ;ozg_id;legal_basis",
      "99102013000000;Hundesteuer;5;10160;Satzung der Gemeinde",
      "99108001000000;Parken für Bewohner;4;10173;",
      "99999999000000;Ganz neu;4;;",
    );
    expect(await run(newer)).toEqual({
      ok: true,
      leika: { added: 1, changed: 1, removed: 2, unchanged: 1, withoutKey: 0 },
    });
    expect((await entries()).map(({ name }) => name)).toEqual([
      "Hundesteuer",
      "Parken für Bewohner",
      "Ganz neu",
    ]);
  });

  test("are refused as a whole, each bad line told", async () => {
    const before = await entries();
    const bad = write(
      "falsch.csv",
      "leika,name,typ,ozg_id,legal_basis",
      "99102013000000,Hundesteuer,5,10160,",
      "9910201300000,Zu kurz,5,10160,",
      "99102013001000,,5,10160,",
      "99102013002000,Ohne OZG-Leistung,5,99999,",
      '99102013003000,"Über zwei',
      'Zeilen",5,1016,',
      "99102013000000,Noch einmal,5,10160,",
      "99102013004000,-1+1,5,10160,",
    );
    const done = await run(ozgFile, bad);
    expect(done).toMatchObject({ ok: false });
    const told = done.ok ? [] : done.problems.map(({ line, message }) => [line, message]);
    expect(told).toEqual([
      [3, '"9910201300000" is no LeiKa key: it has 14 digits and begins with 99'],
      [4, "the name is missing"],
      [6, '"1016" is no id of an OZG-Leistung: it has five digits'],
      [9, 'name begins like a formula: "-1+1"'],
      [8, "says the same as line 2, or contradicts it"],
    ]);
    expect(await entries()).toEqual(before);
    const unknown = write(
      "unbekannt.csv",
      "leika,name,typ,ozg_id,legal_basis",
      "99102013000000,Hundesteuer,5,99999,",
    );
    expect(await run(unknown)).toMatchObject({
      ok: false,
      problems: [{ line: 2, message: "there is no OZG-Leistung 99999" }],
    });
    expect(await entries()).toEqual(before);
  });

  test.each([
    ["no columns", "Hallo"],
    ["an open quote", 'leika,name,typ,ozg_id,legal_basis\n"99102013000000,x'],
    ["another list", "ars,ags,name\n1,2,3"],
  ])("are told to be none: %s", async (_, text) => {
    const file = write("keine.csv", text);
    expect(await run(file)).toMatchObject({ ok: false, problems: [{ file, code: "badCsv" }] });
    expect(await run(path.join(folder, "gibtsnicht.csv"))).toMatchObject({
      ok: false,
      problems: [{ code: "notFound" }],
    });
  });

  test.skipIf(!genuinePresent)("are read as published, every line of them", async () => {
    const files = ["ozg-leistungen-2019.csv", "leika-2019.csv"].map((f) => path.join(genuine, f));
    expect(await run(...files)).toMatchObject({ ok: true, leika: { withoutKey: 436 } });
    const [counts] = await database.sql`
      select (select count(*)::int from ozg_services) as ozg, (select count(*)::int from leika_entries) as leika`;
    expect(counts).toEqual({ ozg: 557, leika: 4813 });
    expect(await run(...files)).toMatchObject({
      ozg: { added: 0, changed: 0, removed: 0, unchanged: 557 },
      leika: { added: 0, changed: 0, removed: 0, unchanged: 4813 },
    });
  });
});
