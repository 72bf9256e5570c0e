import { prefixesOf, type Authority } from "#app/domain/responsibility/authority.ts";
import type { Sql } from "../connect.ts";
import type { responsibilityRules } from "../schema/responsibility.ts";
import { toMunicipality, type MunicipalityRow } from "./municipalities.ts";

export type RuleRow = typeof responsibilityRules.$inferSelect;

/**
 * Who is responsible for an administrative act (its LeiKa keys) in place of each of these municipalities, by their ARS;
 * those that are responsible themselves are missing. The rule for the smallest area counts, among those the one for the
 * longest key.
 */
export async function findResponsible(
  sql: Sql,
  keys: readonly string[],
  towns: readonly string[],
): Promise<ReadonlyMap<string, Authority>> {
  if (keys.length === 0 || towns.length === 0) return new Map();
  const rows = await sql<(RuleRow & { town: string })[]>`
    select t.town, r.* from unnest(${[...towns]}::text[]) as t (town)
    join lateral (
      select * from responsibility_rules r
      where r.leika = any(${[...new Set(keys.flatMap(prefixesOf))]})
        and r.area = any(array(select left(t.town, n) from generate_series(2, 12) n))
      order by length(r.area) desc, length(r.leika) desc limit 1
    ) r on true where r.responsible <> t.town`;
  const authorities = await resolve(sql, rows);
  return new Map(rows.map((row) => [row.town, authorities.get(row.responsible) ?? outside(row)]));
}

async function resolve(
  sql: Sql,
  rules: readonly RuleRow[],
): Promise<ReadonlyMap<string, Authority>> {
  const wanted = [...new Set(rules.map(({ responsible }) => responsible))];
  if (wanted.length === 0) return new Map();
  const rows = await sql<
    MunicipalityRow[]
  >`select * from municipalities where ars = any(${wanted})`;
  const found = new Map(
    rows.map((row): [string, Authority] => [
      row.ars,
      { ars: row.ars, name: row.name, url: "", municipality: toMunicipality(row) },
    ]),
  );
  for (const rule of rules)
    if (!found.has(rule.responsible)) {
      const name = rule.name === "" ? await districtName(sql, rule.responsible) : rule.name;
      found.set(rule.responsible, { ...outside(rule), name: name ?? rule.responsible });
    }
  return found;
}

function outside({ responsible, name, url }: RuleRow): Authority {
  return { ars: responsible, name, url, municipality: undefined };
}

/** Districts have no rows of their own: their municipalities know the name. */
async function districtName(sql: Sql, ars: string): Promise<string | undefined> {
  const code = ars.slice(0, 5);
  const [row] = await sql<{ district: string }[]>`
    select district from municipalities
    where ars between ${code.padEnd(12, "0")} and ${code.padEnd(12, "9")} and district is not null limit 1`;
  return row?.district;
}

/** The rules for an area, or all of them, by area and key. */
export async function listRules(sql: Sql, area = ""): Promise<RuleRow[]> {
  return sql<RuleRow[]>`
    select * from responsibility_rules where starts_with(area, ${area}) order by area, leika`;
}

/**
 * Replaces what the operator has said; what municipalities say of their own area stays and counts. Returns how many rules
 * were stored, and which of the list are settled by a municipality.
 */
export async function replaceOperatorRules(
  sql: Sql,
  rules: readonly Omit<RuleRow, "saidBy" | "updatedAt">[],
  at: Date,
): Promise<{
  readonly stored: number;
  readonly settled: readonly Pick<RuleRow, "leika" | "area">[];
}> {
  await sql`delete from responsibility_rules where said_by = 'operator'`;
  const stored = await sql<Pick<RuleRow, "leika" | "area">[]>`
    insert into responsibility_rules (leika, area, responsible, name, url, said_by, updated_at)
    select leika, area, responsible, name, url, 'operator', ${at}
    from jsonb_to_recordset(${JSON.stringify(rules)}::text::jsonb)
      as r (leika text, area text, responsible text, name text, url text)
    on conflict do nothing returning leika, area`;
  const known = new Set(stored.map(({ leika, area }) => `${leika} ${area}`));
  return {
    stored: stored.length,
    settled: rules
      .filter(({ leika, area }) => !known.has(`${leika} ${area}`))
      .map(({ leika, area }) => ({ leika, area })),
  };
}

/** Deletes a rule of the operator; false where there is none. */
export async function deleteOperatorRule(
  sql: Sql,
  { leika, area }: Pick<RuleRow, "leika" | "area">,
): Promise<boolean> {
  const { count } = await sql`
    delete from responsibility_rules where leika = ${leika} and area = ${area} and said_by = 'operator'`;
  return count > 0;
}

/** What a municipality says of its own area, in place of whatever was said before. */
export async function setOwnRule(sql: Sql, rule: Omit<RuleRow, "saidBy">): Promise<void> {
  const { leika, area, responsible, name, url, updatedAt } = rule;
  await sql`
    insert into responsibility_rules (leika, area, responsible, name, url, said_by, updated_at)
    values (${leika}, ${area}, ${responsible}, ${name}, ${url}, 'municipality', ${updatedAt})
    on conflict (leika, area) do update set responsible = excluded.responsible, name = excluded.name,
      url = excluded.url, said_by = excluded.said_by, updated_at = excluded.updated_at`;
}

/** Which of these ARS, or beginnings of some, mean anything in this portal. */
export async function knownAreas(sql: Sql, areas: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ area: string }[]>`
    select a.area from unnest(${[...new Set(areas)]}::text[]) as a (area)
    where exists (select 1 from municipalities m where m.ars between rpad(a.area, 12, '0') and rpad(a.area, 12, '9'))`;
  return new Set(rows.map(({ area }) => area));
}
