import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { municipalitySchema } from "#app/domain/municipality.ts";
import { withMunicipality } from "#db/connect.ts";
import { importMunicipalities, importPostalCodes } from "#db/queries/import-municipalities.ts";
import type { ImportedMunicipality } from "#db/queries/import-municipalities.ts";
import { searchMunicipalities } from "#db/queries/municipality-search.ts";
import seed from "#db/seed/municipalities.json" with { type: "json" };
import { createTestDatabase } from "#db/test-database.ts";
import { readCsv } from "./csv.ts";
import { readGv100ad, readMunicipalityCsv, readPostalCodeCsv } from "./municipality-files.ts";
import { assignSlugs } from "./municipality-slugs.ts";

test("CSV: quotes, doubled quotes, line breaks, empty fields", () => {
  expect(readCsv('\uFEFFa,b\r\n"Köln, Stadt","er sagte ""ja"""\n"x\ny",\n')).toEqual([
    { a: "Köln, Stadt", b: 'er sagte "ja"' },
    { a: "x\ny", b: "" },
  ]);
  expect(readCsv('a;b\n1;"2;3, 4"')).toEqual([{ a: "1", b: "2;3, 4" }]);
  expect(() => readCsv('a,b\n"offen,1')).toThrow("damaged");
});

test("slugs: umlauts, namesakes, a town that is its own district", () => {
  const list = [
    { ars: "064320014014", name: "Münster", district: "Darmstadt-Dieburg", population: 14_000 },
    {
      ars: "055150000000",
      name: "Münster, Stadt",
      district: "Münster, Stadt",
      population: 300_000,
    },
    { ars: "053150000000", name: "Köln, Stadt", district: "Köln, Stadt" },
    { ars: "031549501502", name: "Helmstedt, gemfr. Gebiet", district: "Helmstedt", population: 0 },
    { ars: "031540028028", name: "Helmstedt, Stadt", district: "Helmstedt", population: 25_000 },
    { ars: "095720000001", name: "Groß St. Bürg (Öd)/Aš", district: "Hof" },
  ];
  const slugs = [
    "muenster-darmstadt-dieburg",
    "muenster",
    "koeln",
    "helmstedt-031549501502",
    "helmstedt",
    "gross-st-buerg-oed-as",
  ];
  expect(assignSlugs(list).map((one) => one.slug)).toEqual(slugs);
  expect(assignSlugs([...list].reverse()).map((one) => one.slug)).toEqual(slugs.reverse());
});

test("slugs: the portal's own addresses are not given away", () => {
  const list = [
    { ars: "010010000000", name: "Status", district: "Nordkreis" },
    { ars: "010020000000", name: "Hilfe, Stadt", district: "Hilfe, Stadt" },
  ];
  expect(assignSlugs(list).map((one) => one.slug)).toEqual([
    "status-nordkreis",
    "hilfe-010020000000",
  ]);
});

test("lists that are none tell where and why", () => {
  const head = "ars,ags,name,type,district,plz,population";
  const districts = "code,name\n01001,Musterkreis";
  expect(() => readMunicipalityCsv(`${head}\n\n123,1,Ort,,01001,,`, districts)).toThrow(
    expect.objectContaining({ name: "FileFormatError", line: 3 }),
  );
  expect(() => readMunicipalityCsv("ars|ags", districts)).toThrow("does not name ars, ags");
  const formula = "010010000000,01001000,=cmd|'/c calc'!A1,,01001,,";
  expect(() => readMunicipalityCsv(`${head}\n${formula}`, districts)).toThrow(
    expect.objectContaining({
      line: 2,
      message: `name begins like a formula: "=cmd|'/c calc'!A1"`,
    }),
  );
  expect(() => readMunicipalityCsv(head, "code,name\n01001,@Musterkreis")).toThrow("formula");
  expect(() => readPostalCodeCsv("plz,ags,Ort\n12345,01001000,-Ort")).toThrow("Ort begins like");
  expect(() => readCsv('a,b\n1,2\n3,"x')).toThrow(expect.objectContaining({ line: 3, column: 3 }));
});

test("GV100AD: fixed columns, districts, what has no district", () => {
  const line = (fields: Readonly<Record<number, string>>) => {
    let text = "".padEnd(220);
    for (const [at, value] of Object.entries(fields))
      text = text.slice(0, Number(at) - 1) + value + text.slice(Number(at) - 1 + value.length);
    return text;
  };
  const text = [
    line({ 1: "1020250831", 11: "05", 23: "Nordrhein-Westfalen" }),
    line({ 1: "4020250831", 11: "05315", 23: "Köln, Stadt", 123: "41" }),
    line({ 1: "5020250831", 11: "05315", 19: "0000", 23: "Köln, Stadt" }),
    line({
      1: "6020250831",
      11: "05315000",
      19: "0000",
      23: "Köln, Stadt",
      123: "61",
      140: "00001024408",
      166: "50667",
    }),
    line({ 1: "6020250831", 11: "13000999", 19: "9999", 23: "Küstengewässer", 123: "66" }),
  ].join("\r\n");
  expect(readGv100ad(`\uFEFF${text}\r\n`)).toEqual([
    {
      ars: "053150000000",
      ags: "05315000",
      name: "Köln, Stadt",
      slug: "koeln",
      state: "05",
      kind: "Kreisfreie Stadt",
      district: "Köln, Stadt",
      postalCode: "50667",
      population: 1_024_408,
    },
  ]);
  expect(() => readGv100ad("PLZ;Ort")).toThrow("no GV100AD");
});

const folder = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "municipalities");
const present = existsSync(path.join(folder, "municipalities.csv"));
if (!present) console.warn(`SKIPPED: the genuine list of municipalities is not in ${folder}`);

describe.skipIf(!present)("the genuine list", async () => {
  const database = await createTestDatabase();
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  const run = (list: readonly ImportedMunicipality[]) =>
    withMunicipality(database, "*", (tx) => importMunicipalities(tx, list));
  let list: ImportedMunicipality[] = [];
  beforeAll(() => {
    list = readMunicipalityCsv(read("municipalities.csv"), read("districts.csv"));
  });

  test("is valid, its slugs are unique", () => {
    expect(list).toHaveLength(10_950);
    for (const { kind: _kind, ...municipality } of list) municipalitySchema.parse(municipality);
    expect(new Set(list.map((one) => one.slug)).size).toBe(list.length);
  });

  test("agrees with the municipalities that a fresh portal starts with", () => {
    const known = new Map(list.map((one) => [one.ars, one]));
    const real = seed.filter((one) => one.state !== "00");
    expect(real).toEqual(real.map((one) => known.get(one.ars)));
  });

  test("imports all, and again without a change", async () => {
    expect((await run(list)).added).toHaveLength(10_950);
    const again = await run(list);
    expect(again).toEqual({ added: [], changed: [], rekeyed: [], missing: [], unchanged: 10_950 });
  });

  test("reports a change, a new key and what is missing, and keeps slugs", async () => {
    const hanau = list.find((one) => one.ags === "06435014");
    if (hanau === undefined) throw new Error("Hanau is not in the list");
    const changed = list
      .filter((one) => one.slug !== "flensburg")
      .map((one) => {
        if (one === hanau) return { ...one, ars: "064150014014", slug: "anders" };
        return one.slug === "kiel" ? { ...one, population: 1 } : one;
      });
    const report = await run(changed);
    expect(report.rekeyed).toEqual([{ from: hanau.ars, to: "064150014014" }]);
    expect(report.missing).toEqual(["010010000000"]);
    expect(report.changed).toEqual(["010020000000", "064150014014"]);
    const [found] = await searchMunicipalities(database.sql, "Hanau");
    expect(found).toMatchObject({ ars: "064150014014", slug: "hanau" });
    expect((await run(list)).rekeyed).toHaveLength(1);
  });

  test("is searched by name, with and without umlaut, with typing errors", async () => {
    const first = async (typed: string) =>
      (await searchMunicipalities(database.sql, typed)).map((one) => one.slug);
    for (const typed of ["Köln", "koeln", "KOLN", "köl", "Köln, Stadt"])
      expect((await first(typed))[0], typed).toBe("koeln");
    expect(await first("Hambrug")).toContain("hamburg");
    expect((await first("Nürnbreg"))[0]).toBe("nuernberg");
    expect((await first("St. Augustin"))[0]).toBe("sankt-augustin");
    expect((await first("frankfurt"))[0]).toBe("frankfurt-am-main");
    expect((await first("Muenster"))[0]).toBe("muenster");
    expect(await first("x")).toEqual([]);
    expect(await first("%%%")).toEqual([]);
    const namesakes = await searchMunicipalities(database.sql, "Neuenkirchen", 11);
    expect(new Set(namesakes.map((one) => one.district)).size).toBeGreaterThan(5);
  });

  test("is searched by postal code", async () => {
    const pairs = readPostalCodeCsv(read("plz-ags-approx.csv"));
    const count = await withMunicipality(database, "*", (tx) => importPostalCodes(tx, pairs));
    expect(count).toBeGreaterThan(14_000);
    const [cologne] = await searchMunicipalities(database.sql, "50733");
    expect(cologne).toMatchObject({ slug: "koeln", matchedPostalCode: "50733" });
    const found = await searchMunicipalities(database.sql, "50733 Köln");
    expect(found[0]?.slug).toBe("koeln");
    expect((await searchMunicipalities(database.sql, "507"))[0]?.slug).toBe("koeln");
  });
});
