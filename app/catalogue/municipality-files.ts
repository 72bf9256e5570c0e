import type { ImportedMunicipality } from "#db/queries/import-municipalities.ts";
import { FileFormatError, formulaIn, readCsvLines } from "./csv.ts";
import { assignSlugs } from "./municipality-slugs.ts";

/** Textkennzeichen of a municipality in GV100AD. */
const kinds: Readonly<Record<string, string>> = {
  "60": "Markt",
  "61": "Kreisfreie Stadt",
  "62": "Stadtkreis",
  "63": "Stadt",
  "64": "Kreisangehörige Gemeinde",
  "65": "gemeindefreies Gebiet, bewohnt",
  "66": "gemeindefreies Gebiet, unbewohnt",
  "67": "Große Kreisstadt",
};

/**
 * Reads the official list GV100AD of Destatis (Gemeindeverzeichnis: fixed width of 220 characters, UTF-8). It holds a
 * line for each level: 40 is a district, 60 a municipality. What lies in no district, such as coastal waters, has no town
 * hall and is left out. Throws `FileFormatError` if the text is none.
 */
export function readGv100ad(text: string): ImportedMunicipality[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }));
  /** Columns as the official description counts them: from one, both included. */
  const cut = (line: string, from: number, to: number) => line.slice(from - 1, to).trim();
  const districts = new Map(
    lines
      .filter(({ line }) => line.startsWith("40"))
      .map(({ line }) => [cut(line, 11, 15), cut(line, 23, 72)]),
  );
  const found = lines
    .filter(({ line }) => line.startsWith("60"))
    .map(({ line, number }) => {
      const [district, municipality] = [cut(line, 11, 15), cut(line, 16, 18)];
      return compose({
        ars: `${district}${cut(line, 19, 22)}${municipality}`,
        ags: `${district}${municipality}`,
        name: cut(line, 23, 72),
        kind: kinds[cut(line, 123, 124)] ?? "",
        district: districts.get(district),
        postalCode: cut(line, 166, 170),
        population: cut(line, 140, 150),
        line: number,
      });
    });
  if (found.length === 0)
    throw new FileFormatError("this is no GV100AD: it has no line that begins with 60");
  return assignSlugs(found.filter((one) => one.district !== undefined));
}

const municipalityColumns = ["ars", "ags", "name", "type", "district", "plz", "population"];

/**
 * Reads a list of municipalities as CSV with the columns ars, ags, name, type, district, plz, population, and the names of
 * districts as CSV with the columns code, name. What lies in no known district is left out, see `readGv100ad`. Throws
 * `FileFormatError`.
 */
export function readMunicipalityCsv(text: string, districtText: string): ImportedMunicipality[] {
  const districts = new Map(
    plainLines(districtText, ["code", "name"]).map(({ row }) => [row["code"], row["name"]]),
  );
  const found = plainLines(text, municipalityColumns).map(({ line, row }) =>
    compose({
      ars: row["ars"] ?? "",
      ags: row["ags"] ?? "",
      name: row["name"] ?? "",
      kind: row["type"] ?? "",
      district: districts.get(row["district"] ?? ""),
      postalCode: row["plz"] ?? "",
      population: row["population"] ?? "",
      line,
    }),
  );
  return assignSlugs(found.filter((one) => one.district !== undefined));
}

/** Which postal codes may lie in which municipality; CSV with the columns plz, ags. Throws `FileFormatError`. */
export function readPostalCodeCsv(text: string): { code: string; ags: string }[] {
  return plainLines(text, ["plz", "ags"]).map(({ line, row }) => {
    const [code = "", ags = ""] = [row["plz"], row["ags"]];
    if (!/^\d{5}$/.test(code) || !/^\d{8}$/.test(ags))
      throw new FileFormatError(`not a postal code with an AGS: "${code}", "${ags}"`, line, 1);
    return { code, ags };
  });
}

/** The rows of a list in which nothing is to be calculated. */
function plainLines(text: string, columns: readonly string[]): ReturnType<typeof readCsvLines> {
  const lines = readCsvLines(text, columns);
  for (const { line, row } of lines) {
    const formula = formulaIn(row);
    if (formula !== undefined) throw new FileFormatError(formula, line, 1);
  }
  return lines;
}

interface Raw {
  readonly ars: string;
  readonly ags: string;
  readonly name: string;
  readonly kind: string;
  readonly district: string | undefined;
  readonly postalCode: string;
  readonly population: string;
  readonly line: number;
}

function compose(raw: Raw): Omit<ImportedMunicipality, "slug"> {
  if (!/^\d{12}$/.test(raw.ars) || !/^\d{8}$/.test(raw.ags) || raw.name === "")
    throw new FileFormatError(
      `not a municipality: ARS "${raw.ars}", AGS "${raw.ags}", name "${raw.name}"`,
      raw.line,
      1,
    );
  return {
    ars: raw.ars,
    ags: raw.ags,
    name: raw.name,
    state: raw.ars.slice(0, 2),
    ...(raw.kind === "" ? {} : { kind: raw.kind }),
    ...(raw.district === undefined ? {} : { district: raw.district }),
    ...(/^\d{5}$/.test(raw.postalCode) ? { postalCode: raw.postalCode } : {}),
    ...(/^\d+$/.test(raw.population) ? { population: Number(raw.population) } : {}),
  };
}
