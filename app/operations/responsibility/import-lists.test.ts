import { beforeEach, describe, expect, test } from "vitest";
import { createLog } from "#app/platform/log.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { moveMunicipality } from "#db/queries/move-municipality.ts";
import { findResponsible, setOwnRule } from "#db/queries/responsibility.ts";
import { asksForStreet, findTownsByStreet } from "#db/queries/streets.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { foldStreet } from "../../domain/responsibility/street.ts";
import { importCodes, importRules, importStreets } from "./import-lists.server.ts";
import { listResponsibility } from "./stored-lists.server.ts";

const database = await createTestDatabase();
const at = new Date("2026-03-01T09:00:00Z");
const parts = { database, clock: () => at, log: createLog("silent") };
/** A list as it is sent. */
const listOf = (...lines: readonly string[]) => ({
  file: { name: "liste.csv", bytes: Buffer.from(`${lines.join("\n")}\n`) },
  actor: "test",
});
/** Two towns in one district, one elsewhere. */
const [big, small, far] = ["053340002002", "053340004004", "091620000000"] as const;
const town = (ars: string, name: string, district: string) => ({
  ars,
  ags: ars.slice(0, 5) + ars.slice(9),
  name,
  slug: name.toLowerCase(),
  state: ars.slice(0, 2),
  district,
  population: 1,
});
await withMunicipality(database, "*", (sql) =>
  addMunicipalities(sql, [
    town(big, "Aachen", "Städteregion Aachen"),
    town(small, "Alsdorf", "Städteregion Aachen"),
    town(far, "Fernstadt", "Fernkreis"),
  ]),
);
const dogs = "99102013000000";
const added = { state: "added" };

describe("rules of who is responsible", () => {
  const rules = (...lines: readonly string[]) =>
    importRules(parts, listOf("leika;ars;responsible;name;url", ...lines));
  const responsible = async (ars: string, key = dogs) =>
    (await findResponsible(database.sql, [key], [ars])).get(ars);

  test("name the town next door, the district, or somebody outside", async () => {
    expect(
      await rules(
        `${dogs};${small};${big}`,
        "99012;05334;05334",
        "99108;09;091000000000;Landesamt;https://amt.example.de/",
      ),
    ).toMatchObject({ ok: true, report: { lines: [added, added, added], removed: 0 } });
    expect(await responsible(small)).toMatchObject({ ars: big, municipality: { slug: "aachen" } });
    expect(await responsible(big)).toBeUndefined();
    expect(await responsible(small, "99102013001000")).toBeUndefined();
    expect(await responsible(big, "99012008000000")).toEqual({
      ars: "053340000000",
      name: "Städteregion Aachen",
      url: "",
      municipality: undefined,
    });
    expect(await responsible(far, "99108001000000")).toMatchObject({
      name: "Landesamt",
      url: "https://amt.example.de/",
    });
  });

  test("count for the smallest area, then for the longest key; a town may have its own back", async () => {
    await rules(
      `99;05;${far}`,
      `99102;05334;${big}`,
      `99102013;05334;${small}`,
      `99;${small};${small}`,
    );
    expect((await responsible(big))?.ars).toBe(small);
    expect((await responsible(big, "99102014000000"))?.ars).toBeUndefined();
    expect((await responsible(big, "99012008000000"))?.ars).toBe(far);
    expect(await responsible(small)).toBeUndefined();
  });

  test("of the municipality itself stay, and move along with it", async () => {
    await withMunicipality(database, "*", (sql) =>
      setOwnRule(sql, {
        leika: dogs,
        area: small,
        responsible: far,
        name: "",
        url: "",
        updatedAt: at,
      }),
    );
    expect(await rules(`${dogs};${small};${big}`, `${dogs};${big};${far}`)).toMatchObject({
      ok: true,
      report: { lines: [{ state: "settled", entry: [dogs, small, big] }, added], removed: 4 },
    });
    expect((await responsible(small))?.ars).toBe(far);
    expect(await listResponsibility(parts, "05334")).toMatchObject([
      { area: big, saidBy: "operator" },
      { area: small, saidBy: "municipality" },
    ]);
    await withMunicipality(database, "*", (sql) => moveMunicipality(sql, far, "091620000001"));
    expect((await responsible(small))?.ars).toBe("091620000001");
    await withMunicipality(database, "*", (sql) => moveMunicipality(sql, "091620000001", far));
  });

  test("are refused as a whole, each bad line told", async () => {
    const before = await listResponsibility(parts, undefined);
    const done = await rules(
      `${dogs};${small};${big}`,
      `12;${small};${big}`,
      `${dogs};0;${big}`,
      `${dogs};${big};0533`,
      `${dogs};${small};${far}`,
      `${dogs};09;${big};Amt;javascript:alert(1)`,
    );
    expect(done.ok ? [] : done.problems.map(({ line }) => line)).toEqual([3, 4, 5, 7, 6]);
    const formulas = await rules(
      `${dogs};09;091000000000;=HYPERLINK(A1);https://amt.example.de/`,
      `${dogs};${small};${big}`,
      `${dogs};${big};${far}; ＋Amt`,
      `${dogs};${far};${big};Amt für -alles+`,
    );
    expect(
      formulas.ok ? [] : formulas.problems.map(({ line, message }) => [line, message]),
    ).toEqual([
      [2, expect.stringContaining("name begins like a formula")],
      [4, 'name begins like a formula: " ＋Amt"'],
    ]);
    const unknown = await rules(`${dogs};17;${big}`, `${dogs};09;17001`);
    expect(unknown.ok ? [] : unknown.problems.map(({ message }) => message)).toEqual([
      "no municipality has an ARS 17…",
      "there is no authority 170010000000, and the line does not name it",
    ]);
    expect(await listResponsibility(parts, undefined)).toEqual(before);
  });
});

describe("streets of a shared postal code", () => {
  beforeEach(async () => {
    expect(
      await importStreets(
        parts,
        listOf(
          "plz,street,ars,from,to",
          `52078,Hauptstraße,${big},1,49`,
          `52078,Hauptstr.,${small},50,120`,
          `52078,Am Markt,${small},,`,
          `52078,Lange Str.,${big},,`,
          `52078,Lange Straße,${small},90,99`,
          `52477,Am Markt,${small},,`,
        ),
      ),
    ).toMatchObject({ ok: true });
  });
  const at52078 = async (street: string, number?: number) =>
    (await findTownsByStreet(database.sql, "52078", foldStreet(street), number)).map(
      ({ ars }) => ars,
    );

  test("tell the municipality, by house number where the street is divided", async () => {
    expect(await at52078("HAUPTSTRASSE", 7)).toEqual([big]);
    expect(await at52078("Haupt-Str", 50)).toEqual([small]);
    expect(await at52078("Hauptstr.")).toEqual([big, small]);
    expect(await at52078("Hauptstr.", 999)).toEqual([]);
    expect(await at52078("am markt", 3)).toEqual([small]);
    expect(await at52078("Lange Straße", 95)).toEqual([small]);
    expect(await at52078("Lange Straße", 9)).toEqual([big]);
    expect(await at52078("Nirgendweg", 1)).toEqual([]);
  });

  test("are asked for only where they tell anything", async () => {
    expect(await asksForStreet(database.sql, "52078")).toBe(true);
    expect(await asksForStreet(database.sql, "52477")).toBe(false);
  });

  test("are replaced by postal code, all or nothing", async () => {
    const only = listOf("plz,street,ars", `52477,Neuer Weg,${small}`);
    expect(await importStreets(parts, only)).toMatchObject({
      ok: true,
      report: { lines: [added], removed: 1 },
    });
    expect(await at52078("Am Markt")).toEqual([small]);
    const bad = listOf(
      "plz,street,ars,from,to",
      `52078,Weg,${big},,`,
      `5207,Weg,${big},,`,
      `52078,,${big},,`,
      "52078,Weg,x,,",
      `52078,Weg 2,${big},5,`,
      `52078,Weg 3,${big},9,5`,
      `52078,Weg 4,${big},a,5`,
      `52078,WEG,${big},,`,
      "52078,Weg,999999999999,,",
      `52078,@Weg,${big},,`,
    );
    const done = await importStreets(parts, bad);
    expect(done.ok ? [] : done.problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 11, 9]);
    expect(await at52078("Am Markt")).toEqual([small]);
  });
});

test("postal codes are replaced; those of unknown municipalities are left out, and told", async () => {
  const codes = () => database.sql`select code, ars from postal_codes order by code`;
  const ags = (ars: string) => ars.slice(0, 5) + ars.slice(9);
  const list = listOf("plz,ags", `52062,${ags(big)}`, `52477,${ags(small)}`, "99999,99999999");
  const report = {
    lines: [added, added, { line: 4, state: "left", entry: ["99999", "99999999"] }],
    removed: 0,
  };
  expect(await importCodes(parts, { ...list, dryRun: true })).toMatchObject({ ok: true, report });
  expect(await codes()).toEqual([]);
  expect(await importCodes(parts, list)).toMatchObject({ ok: true, report });
  expect(await codes()).toEqual([
    { code: "52062", ars: big },
    { code: "52477", ars: small },
  ]);
  const wrong = await importCodes(parts, listOf("plz,ags", "5206,05334002", "52062,053340"));
  expect(
    wrong.ok ? [] : wrong.problems.map(({ line, fault, params }) => [line, fault, params]),
  ).toEqual([
    [2, "postalCode", { value: "5206" }],
    [3, "ags", { value: "053340" }],
  ]);
});
