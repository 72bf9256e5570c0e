import type { Municipality } from "#app/domain/municipality.ts";
import type { Sql } from "../connect.ts";
import { foldForSearch } from "./fold-for-search.ts";
import type { MunicipalityRow } from "./municipalities.ts";
import { moveMunicipality } from "./move-municipality.ts";

/** A municipality of the official list; `kind` is e.g. "Stadt". */
export type ImportedMunicipality = Municipality & { readonly kind?: string };

/** What an import did, by ARS. */
export interface ImportReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** The same municipality under a new ARS: everything stored moved along. */
  readonly rekeyed: readonly { readonly from: string; readonly to: string }[];
  /** No longer in the list. Kept, because applications may hang on them. */
  readonly missing: readonly string[];
  readonly unchanged: number;
}

/** The fictional state of demo municipalities, which no list contains. */
const fictionalState = "00";

/**
 * Brings the stored municipalities in line with a complete list. A slug once given stays, because addresses are
 * printed on paper. Wants a transaction with the ARS `"*"`; the second time it changes nothing.
 */
export async function importMunicipalities(
  sql: Sql,
  list: readonly ImportedMunicipality[],
): Promise<ImportReport> {
  const { added, changed, rekeyed, missing, unchanged } = await planImport(sql, list);
  for (const { from, to } of rekeyed) await moveMunicipality(sql, from, to);
  await upsert(sql, [...added, ...changed]);
  return {
    added: added.map((row) => row.ars),
    changed: changed.map((row) => row.ars),
    rekeyed,
    missing,
    unchanged,
  };
}

/** Adds or updates these municipalities and leaves all others alone. */
export async function addMunicipalities(
  sql: Sql,
  list: readonly ImportedMunicipality[],
): Promise<void> {
  const { added, changed } = await planImport(sql, list);
  await upsert(sql, [...added, ...changed]);
}

async function planImport(sql: Sql, list: readonly ImportedMunicipality[]) {
  const stored = await sql<MunicipalityRow[]>`select * from municipalities for update`;
  const byArs = new Map(stored.map((row) => [row.ars, row]));
  const listed = new Set(list.map((municipality) => municipality.ars));
  const gone = stored.filter((row) => !listed.has(row.ars) && row.state !== fictionalState);
  const goneByAgs = new Map(gone.map((row) => [row.ags, row]));
  const slugs = new Set(stored.map((row) => row.slug));
  const added: MunicipalityRow[] = [];
  const changed: MunicipalityRow[] = [];
  const rekeyed: { from: string; to: string }[] = [];
  let unchanged = 0;
  for (const municipality of list) {
    const predecessor = goneByAgs.get(municipality.ags);
    const known = byArs.get(municipality.ars) ?? predecessor;
    const row = toRow(municipality, known?.slug ?? freeSlug(slugs, municipality));
    if (known === undefined) added.push(row);
    else if (known.ars !== row.ars) {
      rekeyed.push({ from: known.ars, to: row.ars });
      changed.push(row);
    } else if (isSame(known, row)) unchanged += 1;
    else changed.push(row);
  }
  const moved = new Set(rekeyed.map(({ from }) => from));
  const missing = gone.map((row) => row.ars).filter((ars) => !moved.has(ars));
  return { added, changed, rekeyed, missing, unchanged };
}

/** The slug of the list, unless another municipality has it already. */
function freeSlug(taken: Set<string>, { slug, ars }: ImportedMunicipality): string {
  const free = taken.has(slug) ? `${slug}-${ars}` : slug;
  taken.add(free);
  return free;
}

function toRow(municipality: ImportedMunicipality, slug: string): MunicipalityRow {
  return {
    ars: municipality.ars,
    ags: municipality.ags,
    name: municipality.name,
    slug,
    state: municipality.state,
    district: municipality.district ?? null,
    postalCode: municipality.postalCode ?? null,
    population: municipality.population ?? null,
    kind: municipality.kind ?? null,
    searchText: foldForSearch(municipality.name),
  };
}

function isSame(left: MunicipalityRow, right: MunicipalityRow): boolean {
  const keys = Object.keys(right) as (keyof MunicipalityRow)[];
  return keys.every((key) => left[key] === right[key]);
}

async function upsert(sql: Sql, rows: readonly MunicipalityRow[]): Promise<void> {
  if (rows.length === 0) return;
  // One statement and one parameter, however many rows.
  await sql`
    insert into municipalities
      (ars, ags, name, slug, state, district, postal_code, population, kind, search_text)
    select ars, ags, name, slug, state, district, "postalCode", population, kind, "searchText"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (ars text, ags text, name text,
      slug text, state text, district text, "postalCode" text, population int, kind text, "searchText" text)
    on conflict (ars) do update set
      ags = excluded.ags, name = excluded.name, slug = excluded.slug, state = excluded.state,
      district = excluded.district, postal_code = excluded.postal_code, population = excluded.population,
      kind = excluded.kind, search_text = excluded.search_text`;
}

/** Replaces the postal codes of all municipalities; pairs of unknown municipalities are left out. Returns how many. */
export async function importPostalCodes(
  sql: Sql,
  pairs: readonly { readonly code: string; readonly ags: string }[],
): Promise<number> {
  await sql`delete from postal_codes`;
  const { count } = await sql`
    insert into postal_codes (code, ars)
    select distinct r.code, m.ars from jsonb_to_recordset(${JSON.stringify(pairs)}::text::jsonb)
      as r (code text, ags text) join municipalities m on m.ags = r.ags`;
  return count;
}
