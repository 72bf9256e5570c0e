import { foldStreet } from "#app/domain/responsibility/street.ts";
import type { Sql } from "../connect.ts";
import { foldForSearch } from "./fold-for-search.ts";
import type { RuleRow } from "./responsibility.ts";

/** Part of a list. */
interface Place {
  readonly limit: number;
  readonly offset: number;
}

export interface FoundRule extends Pick<RuleRow, "leika" | "area" | "responsible" | "saidBy"> {
  /** Of the administrative act, the municipality or district of the area, and the authority; null where nobody knows. */
  readonly actName: string | null;
  readonly areaName: string | null;
  readonly responsibleName: string | null;
}

/** Rules by area and key: those whose keys begin with the digits searched for, or whose authorities have a name like the words. */
export async function searchRules(
  sql: Sql,
  search: string,
  { limit, offset }: Place,
): Promise<{ rows: FoundRule[]; total: number }> {
  const text = search.trim();
  const name = `%${foldForSearch(text)}%`;
  const found = /^\d+$/.test(text)
    ? sql`starts_with(r.leika, ${text}) or starts_with(r.area, ${text}) or starts_with(r.responsible, ${text})`
    : text === ""
      ? sql`true`
      : sql`strpos(lower(r.name), ${text.toLowerCase()}) > 0 or (${name} <> '%%' and exists (
          select 1 from municipalities m where m.ars in (r.area, r.responsible) and m.search_text like ${name}))`;
  const [count] = await sql<{ total: number }[]>`
    select count(*)::int as total from responsibility_rules r where ${found}`;
  const rows = await sql<FoundRule[]>`
    with page as materialized (
      select * from responsibility_rules r where ${found} order by area, leika limit ${limit} offset ${offset})
    select r.leika, r.area, r.responsible, r.said_by, l.name as act_name,
      ${placeName(sql, sql`r.area`)} as area_name,
      coalesce(nullif(r.name, ''), ${placeName(sql, sql`r.responsible`)}) as responsible_name
    from page r left join leika_entries l on l.key = r.leika order by r.area, r.leika`;
  return { rows, total: count?.total ?? 0 };
}

/** The name of a municipality, or that of a district, which its municipalities know. */
function placeName(sql: Sql, ars: ReturnType<Sql>) {
  return sql`coalesce(
    (select m.name from municipalities m where m.ars = ${ars}),
    (select m.district from municipalities m where length(${ars}) >= 5 and ${ars} ~ '^\\d{5}0*$'
      and m.ars between rpad(left(${ars}, 5), 12, '0') and rpad(left(${ars}, 5), 12, '9') and m.district is not null
      limit 1))`;
}

/** A postal code of which streets are known. */
export interface FoundStreetCode {
  readonly code: string;
  readonly streets: number;
  /** Names of the municipalities that share it. */
  readonly towns: readonly string[];
}

/** Those that begin with the digits searched for, or have a street or a municipality with a name like the words. */
export async function searchStreetCodes(
  sql: Sql,
  search: string,
  { limit, offset }: Place,
): Promise<{ rows: FoundStreetCode[]; total: number }> {
  const text = search.trim();
  const [street, name] = [foldStreet(text), `%${foldForSearch(text)}%`];
  const found = /^\d+$/.test(text)
    ? sql`starts_with(s.postal_code, ${text})`
    : text === ""
      ? sql`true`
      : sql`(${street} <> '' and starts_with(s.street, ${street})) or (${name} <> '%%' and m.search_text like ${name})`;
  const codes = sql`
    select distinct s.postal_code from streets s join municipalities m on m.ars = s.ars where ${found}`;
  const [count] = await sql<
    { total: number }[]
  >`select count(*)::int as total from (${codes}) as codes`;
  const rows = await sql<FoundStreetCode[]>`
    select s.postal_code as code, count(distinct s.street)::int as streets,
      array_agg(distinct m.name order by m.name) as towns
    from streets s join municipalities m on m.ars = s.ars
    where s.postal_code in (${codes} order by 1 limit ${limit} offset ${offset})
    group by 1 order by 1`;
  return { rows, total: count?.total ?? 0 };
}
