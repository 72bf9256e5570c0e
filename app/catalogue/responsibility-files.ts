import type { RuleRow } from "#db/queries/responsibility.ts";
import type { StreetRow } from "#db/queries/streets.ts";
import { foldStreet } from "../domain/responsibility/street.ts";
import { checkLines, repeatedLines, type CheckedFile } from "./checked-lines.ts";
import { lineFault, type LineFault } from "./line-fault.ts";

export type ImportedRule = Omit<RuleRow, "saidBy" | "updatedAt">;

/**
 * Reads who is responsible where: CSV with the columns leika, ars, responsible (keys or their first digits; the responsible
 * ARS of a municipality or district), and where wanted name, url of an authority that is not on the portal.
 */
export function readRuleFile(file: string, text: string): CheckedFile<ImportedRule> {
  const columns = ["leika", "ars", "responsible"];
  const { lines, problems } = checkLines(file, text, columns, (row): ImportedRule | LineFault => {
    const [leika, area, given] = [row("leika"), row("ars"), row("responsible")];
    const url = row("url");
    if (!/^99\d{0,12}$/.test(leika)) return lineFault("leikaPart", { value: leika });
    if (!/^\d{2,12}$/.test(area)) return lineFault("arsPart", { value: area });
    if (!/^(\d{5}|\d{12})$/.test(given)) return lineFault("authority", { value: given });
    if (url !== "" && !/^https?:\/\/\S+$/.test(url)) return lineFault("address", { value: url });
    return { leika, area, responsible: given.padEnd(12, "0"), name: row("name"), url };
  });
  const repeated = repeatedLines(file, lines, ({ leika, area }) => `${leika} ${area}`);
  return { lines, problems: [...problems, ...repeated] };
}

/**
 * Reads which municipality a street belongs to: CSV with the columns plz, street, ars, and where wanted from, to: house
 * numbers, both included.
 */
export function readStreetFile(file: string, text: string): CheckedFile<StreetRow> {
  const { lines, problems } = checkLines(file, text, ["plz", "street", "ars"], (row) => {
    const [postalCode, street, ars] = [row("plz"), foldStreet(row("street")), row("ars")];
    const [from, to] = [row("from"), row("to")];
    if (!/^\d{5}$/.test(postalCode)) return lineFault("postalCode", { value: postalCode });
    if (street === "") return lineFault("noStreet");
    if (!/^\d{12}$/.test(ars)) return lineFault("ars", { value: ars });
    if ((from === "") !== (to === "")) return lineFault("halfRange");
    if (!/^\d{0,5}$/.test(from) || !/^\d{0,5}$/.test(to))
      return lineFault("houseNumbers", { from, to });
    if (Number(from) > Number(to)) return lineFault("wrongOrder", { from, to });
    const [houseFrom, houseTo] = from === "" ? [null, null] : [Number(from), Number(to)];
    return { postalCode, street, houseFrom, houseTo, ars } satisfies StreetRow;
  });
  const repeated = repeatedLines(
    file,
    lines,
    ({ postalCode, street, houseFrom, ars }) =>
      `${postalCode} ${street} ${String(houseFrom)} ${ars}`,
  );
  return { lines, problems: [...problems, ...repeated] };
}

/** A postal code that may lie in a municipality. */
export interface ImportedPostalCode {
  readonly code: string;
  readonly ags: string;
}

/** Reads which postal codes may lie in which municipality: CSV with the columns plz, ags. The same line twice is no contradiction. */
export function readPostalCodeFile(file: string, text: string): CheckedFile<ImportedPostalCode> {
  return checkLines(file, text, ["plz", "ags"], (row): ImportedPostalCode | LineFault => {
    const [code, ags] = [row("plz"), row("ags")];
    if (!/^\d{5}$/.test(code)) return lineFault("postalCode", { value: code });
    if (!/^\d{8}$/.test(ags)) return lineFault("ags", { value: ags });
    return { code, ags };
  });
}
