import type { Municipality } from "#app/domain/municipality.ts";
import { foldForSearch } from "./fold-for-search.ts";
import type { Sql } from "../connect.ts";
import { toMunicipality, type MunicipalityRow } from "./municipalities.ts";

/** One suggestion; the district tells homonyms apart. */
export interface FoundMunicipality extends Municipality {
  /** The postal code that was typed, where the municipality was found by it. */
  readonly matchedPostalCode?: string;
}

/**
 * Finds municipalities by what a citizen types: a postal code or the start of one, a name or the start of one, with
 * small typing errors. Names that begin with it come first, then those with a word that does, then similar ones; among
 * equals the more populous.
 */
export async function searchMunicipalities(
  sql: Sql,
  typed: string,
  limit = 10,
): Promise<FoundMunicipality[]> {
  const [, code] = /^\s*(\d{2,5})(?!\d)/.exec(typed) ?? [];
  if (code !== undefined) return searchByPostalCode(sql, code, limit);
  const words = foldForSearch(typed);
  return words.length < 2 ? [] : (await searchByName(sql, words, limit)).map(toMunicipality);
}

async function searchByPostalCode(
  sql: Sql,
  code: string,
  limit: number,
): Promise<FoundMunicipality[]> {
  const pattern = `${code}%`;
  const rows = await sql<(MunicipalityRow & { matched: string })[]>`
    select m.*, found.matched from (
      select ars, min(code) as matched from (
        select ars, postal_code as code from municipalities where postal_code like ${pattern}
        union all select ars, code from postal_codes where code like ${pattern}
      ) as codes group by ars
    ) as found join municipalities m using (ars)
    order by m.population desc nulls last, m.ars limit ${limit}`;
  return rows.map((row) => ({ ...toMunicipality(row), matchedPostalCode: row.matched }));
}

async function searchByName(sql: Sql, words: string, limit: number): Promise<MunicipalityRow[]> {
  // `words` holds letters, digits and blanks alone: nothing that is special to `like`.
  const starts = sql`search_text like ${`${words}%`}`;
  const hasWord = sql`search_text like ${`% ${words}%`}`;
  // Two letters stand for the start of a word: the index knows no shorter pieces within words than three.
  const matches =
    words.length === 2 ? sql`(${starts} or ${hasWord})` : sql`search_text like ${`%${words}%`}`;
  const rows = await sql<MunicipalityRow[]>`
    select * from municipalities where ${matches}
    order by case when search_text = ${words} then 0 when ${starts} then 1 when ${hasWord} then 2 else 3 end,
      population desc nulls last, ars
    limit ${limit}`;
  return rows.length > 0 ? rows : searchSimilar(sql, words, limit);
}

/** For typing errors, and only where nothing matches letter by letter. */
async function searchSimilar(sql: Sql, words: string, limit: number): Promise<MunicipalityRow[]> {
  return sql<MunicipalityRow[]>`select * from similar_municipalities(${words}, ${limit})`;
}
