import type { Sql } from "../connect.ts";

/** An OZG-Leistung of the OZG-Umsetzungskatalog. */
export interface OzgService {
  /** Five digits. */
  readonly id: string;
  readonly name: string;
  /** Lebens- or Geschäftslage. */
  readonly situation: string;
  /** Themenfeld. */
  readonly topic: string;
}

/** An entry of the Leistungskatalog. */
export interface LeikaEntry {
  /** 14 digits. */
  readonly key: string;
  readonly name: string;
  /** Typisierung. */
  readonly type: string;
  readonly ozgId: string | null;
  readonly legalBasis: string;
}

/** What bringing a table in line with a complete list did. */
export interface ReplaceReport {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Brings the OZG-Leistungen in line with a complete list. Wants a transaction. */
export async function replaceOzgServices(
  sql: Sql,
  list: readonly OzgService[],
): Promise<ReplaceReport> {
  const { count: removed } = await sql`
    delete from ozg_services where not id = any(${list.map(({ id }) => id)})`;
  const rows = await sql<{ isNew: boolean }[]>`
    insert into ozg_services as o (id, name, situation, topic, search_text)
    select id, name, situation, topic, search_fold(concat_ws(' ', id, name, situation, topic))
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r (id text, name text, situation text, topic text)
    on conflict (id) do update set name = excluded.name, situation = excluded.situation, topic = excluded.topic,
      search_text = excluded.search_text
    where (o.name, o.situation, o.topic) is distinct from (excluded.name, excluded.situation, excluded.topic)
    returning xmax = 0 as is_new`;
  return reportOf(list.length, rows, removed);
}

/** Brings the entries of the Leistungskatalog in line with a complete list. Wants a transaction. */
export async function replaceLeikaEntries(
  sql: Sql,
  list: readonly LeikaEntry[],
): Promise<ReplaceReport> {
  const { count: removed } = await sql`
    delete from leika_entries where not key = any(${list.map(({ key }) => key)})`;
  const rows = await sql<{ isNew: boolean }[]>`
    insert into leika_entries as l (key, name, type, ozg_id, legal_basis, search_text)
    select key, name, type, "ozgId", "legalBasis", search_fold(concat_ws(' ', key, name))
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r (key text, name text, type text, "ozgId" text, "legalBasis" text)
    on conflict (key) do update set name = excluded.name, type = excluded.type, ozg_id = excluded.ozg_id,
      legal_basis = excluded.legal_basis, search_text = excluded.search_text
    where (l.name, l.type, l.ozg_id, l.legal_basis)
      is distinct from (excluded.name, excluded.type, excluded.ozg_id, excluded.legal_basis)
    returning xmax = 0 as is_new`;
  return reportOf(list.length, rows, removed);
}

function reportOf(
  all: number,
  touched: readonly { readonly isNew: boolean }[],
  removed: number,
): ReplaceReport {
  const added = touched.filter(({ isNew }) => isNew).length;
  return { added, changed: touched.length - added, removed, unchanged: all - touched.length };
}

/** Ids of the OZG-Leistungen. */
export async function listOzgIds(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from ozg_services`;
  return rows.map(({ id }) => id);
}

/** The name of an administrative act; undefined where the reference catalogue does not have it. */
export async function findLeikaName(sql: Sql, key: string): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`select name from leika_entries where key = ${key}`;
  return row?.name;
}

/** An administrative act that was found by words. */
export interface FoundAct extends Pick<LeikaEntry, "key" | "name"> {
  /** Of its OZG-Leistung; null where it belongs to none. */
  readonly ozgName: string | null;
}

/** Acts in whose name, key or OZG-Leistung every typed word occurs; those whose own name does first. */
export async function searchLeika(sql: Sql, typed: string, limit: number): Promise<FoundAct[]> {
  return sql<FoundAct[]>`
    select l.key, l.name, z.name as ozg_name
    from leika_entries l left join ozg_services z on z.id = l.ozg_id
    where not exists (
      select 1 from unnest(string_to_array(search_fold(${typed}), ' ')) as w (word)
      where position(w.word in concat_ws(' ', l.search_text, z.search_text)) = 0)
    order by position(search_fold(${typed}) in l.search_text) = 0, length(l.name), l.key limit ${limit}`;
}

/** Whether the Leistungskatalog was ever imported. */
export async function hasLeika(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`select exists (select 1 from leika_entries) as has`;
  return row?.has === true;
}
