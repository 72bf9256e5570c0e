import type { RuleRow } from "#db/queries/responsibility.ts";
import type { StreetRow } from "#db/queries/streets.ts";
import { foldStreet } from "../domain/responsibility/street.ts";
import { checkLines, repeatedLines, type CheckedFile } from "./checked-lines.ts";

export type ImportedRule = Omit<RuleRow, "saidBy" | "updatedAt">;

/**
 * Reads who is responsible where: CSV with the columns leika, ars, responsible (keys or their first digits; the responsible
 * ARS of a municipality or district), and where wanted name, url of an authority that is not on the portal.
 */
export function readRuleFile(file: string, text: string): CheckedFile<ImportedRule> {
  const columns = ["leika", "ars", "responsible"];
  const { lines, problems } = checkLines(file, text, columns, (row): ImportedRule | string => {
    const [leika, area, given] = [row("leika"), row("ars"), row("responsible")];
    const url = row("url");
    if (!/^99\d{0,12}$/.test(leika))
      return `"${leika}" is no LeiKa key, nor the first digits of one`;
    if (!/^\d{2,12}$/.test(area)) return `"${area}" is no ARS, nor the first digits of one`;
    if (!/^(\d{5}|\d{12})$/.test(given))
      return `"${given}" is no ARS of a municipality (12 digits) or district (5 digits)`;
    if (url !== "" && !/^https?:\/\/\S+$/.test(url)) return `"${url}" is no address of a page`;
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
    if (!/^\d{5}$/.test(postalCode)) return `"${postalCode}" is no postal code`;
    if (street === "") return "the street is missing";
    if (!/^\d{12}$/.test(ars)) return `"${ars}" is no ARS: it has 12 digits`;
    if ((from === "") !== (to === "")) return "from and to go together";
    if (!/^\d{0,5}$/.test(from) || !/^\d{0,5}$/.test(to))
      return `"${from}" to "${to}" are no house numbers`;
    if (Number(from) > Number(to)) return `house number ${from} comes behind ${to}`;
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
