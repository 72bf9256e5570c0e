import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";

/** Something that a municipality offers for an administrative act. */
export interface OfferedAct {
  /** Part of the URL below the municipality. */
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly leikaKeys: readonly string[];
}

/**
 * The services that a municipality offers for any of these LeiKa keys. A key that ends with six zeros is the object itself
 * and stands for all acts, on either side; services with the very key come first.
 */
export async function findOfferedActs(
  sql: Sql,
  ars: string,
  keys: readonly string[],
): Promise<OfferedAct[]> {
  return sql<OfferedAct[]>`
    select e.service_id as id, e.version, e.name, e.leika_keys from catalogue_entries e
    join offerings o on o.service_id = e.service_id and o.ars = ${ars} and o.enabled
    where ${sameAct(sql, keys)} order by e.leika_keys && ${[...keys]} desc, e.service_id`;
}

/** The name of an act that a service of the portal knows, whoever offers it. */
export async function findServiceName(sql: Sql, key: string): Promise<Text | undefined> {
  const [row] = await sql<{ name: Text }[]>`
    select e.name from catalogue_entries e where ${sameAct(sql, [key])}
    order by ${key} = any(e.leika_keys) desc, e.service_id limit 1`;
  return row?.name;
}

function sameAct(sql: Sql, keys: readonly string[]) {
  return sql`(e.leika_keys && ${[...keys]} or exists (
    select 1 from unnest(e.leika_keys) as k (key), unnest(${[...keys]}::text[]) as a (key)
    where left(k.key, 8) = left(a.key, 8) and (k.key like '%000000' or a.key like '%000000')))`;
}

/** What a municipality lists on paper for a LeiKa key. */
export async function findListingOfAct(
  sql: Sql,
  ars: string,
  key: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const [row] = await sql<{ id: string; name: string }[]>`
    select id, name from listed_services where ars = ${ars} and leika_key is not null
      and (leika_key = ${key} or left(leika_key, 8) = left(${key}, 8)
        and (leika_key like '%000000' or ${key} like '%000000'))
    order by leika_key = ${key} desc, id limit 1`;
  return row;
}
