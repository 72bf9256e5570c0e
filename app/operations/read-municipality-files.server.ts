import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { ImportedMunicipality } from "#db/queries/import-municipalities.ts";
import { FileFormatError } from "../catalogue/csv.ts";
import { fileProblem, type FileProblem } from "../catalogue/file-problem.ts";
import {
  readGv100ad,
  readMunicipalityCsv,
  readPostalCodeCsv,
} from "../catalogue/municipality-files.ts";
import { readTextFile } from "./read-text-file.server.ts";

export interface MunicipalityFiles {
  /** GV100AD, a CSV, or a folder that holds `municipalities.csv` and `districts.csv`. */
  readonly list?: string | undefined;
  /** Names of districts for the CSV; the file `districts.csv` beside it where absent. */
  readonly districts?: string | undefined;
  readonly postalCodes?: string | undefined;
}

export type MunicipalitySources =
  | {
      readonly ok: true;
      readonly municipalities: readonly ImportedMunicipality[] | undefined;
      readonly postalCodes: readonly { code: string; ags: string }[] | undefined;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads the files without storing anything. Bad input is an outcome, never thrown. */
export async function readMunicipalitySources(
  files: MunicipalityFiles,
): Promise<MunicipalitySources> {
  const list = files.list === undefined ? undefined : await readList(files.list, files.districts);
  if (list?.ok === false) return { ok: false, problems: [list.problem] };
  const codes =
    files.postalCodes === undefined
      ? undefined
      : await parse(files.postalCodes, (text) => readPostalCodeCsv(text));
  if (codes?.ok === false) return { ok: false, problems: [codes.problem] };
  return { ok: true, municipalities: list?.value, postalCodes: codes?.value };
}

type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FileProblem };

async function readList(
  given: string,
  districts: string | undefined,
): Promise<Parsed<ImportedMunicipality[]>> {
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const file = isFolder ? path.join(given, "municipalities.csv") : given;
  const text = await parse(file, (content) => content);
  if (!text.ok) return text;
  // The first line of GV100AD describes a Land, that of a CSV names columns.
  if (!/^\uFEFF?[^\r\n]*,/.test(text.value)) return attempt(file, () => readGv100ad(text.value));
  const districtFile = districts ?? path.join(path.dirname(file), "districts.csv");
  const districtText = await parse(districtFile, (content) => content);
  if (!districtText.ok) return districtText;
  return attempt(file, () => readMunicipalityCsv(text.value, districtText.value));
}

async function parse<T>(file: string, read: (text: string) => T): Promise<Parsed<T>> {
  const source = await readTextFile(file);
  if (!source.ok) return source;
  return attempt(file, () => read(source.text));
}

function attempt<T>(file: string, read: () => T): Parsed<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (!(error instanceof FileFormatError)) throw error;
    return { ok: false, problem: fileProblem(file, "notAList", error.message, error) };
  }
}
