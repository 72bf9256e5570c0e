import type { Selection } from "#app/domain/rollout.ts";
import type { Sql } from "../connect.ts";

/** Which municipalities `m` a selection names: those that meet everything in it. */
export function isSelected(sql: Sql, { states, districts, population, keys }: Selection) {
  const parts = [
    ...(states ? [sql`left(m.ars, 2) = any(${states})`] : []),
    ...(districts ? [sql`left(m.ars, 5) = any(${districts})`] : []),
    ...(population?.min === undefined ? [] : [sql`m.population >= ${population.min}`]),
    ...(population?.max === undefined ? [] : [sql`m.population <= ${population.max}`]),
    ...(keys ? [sql`(m.ars = any(${keys}) or m.ags = any(${keys}))`] : []),
  ];
  return parts.reduce((all, part) => sql`${all} and ${part}`, sql`true`);
}

/** Whom a selection would reach. */
export interface SelectionCount {
  readonly towns: number;
  /** Of those, how many offer the service already. */
  readonly offering: number;
  /** Keys that no municipality has. */
  readonly unknownKeys: readonly string[];
}

export async function countSelected(
  sql: Sql,
  serviceId: string,
  selection: Selection,
): Promise<SelectionCount> {
  const [row] = await sql<SelectionCount[]>`
    select count(*)::int as towns, count(o.ars)::int as offering,
      array(select key from unnest(${selection.keys ?? []}::text[]) as k (key)
        where not exists (select 1 from municipalities x where x.ars = key or x.ags = key)) as unknown_keys
    from municipalities m left join offerings o on o.ars = m.ars and o.service_id = ${serviceId} and o.enabled
    where ${isSelected(sql, selection)}`;
  return row ?? { towns: 0, offering: 0, unknownKeys: [] };
}

/** Those of a selection that do not offer the service yet. */
export async function listSelected(
  sql: Sql,
  serviceId: string,
  selection: Selection,
): Promise<string[]> {
  const rows = await sql<{ ars: string }[]>`
    select m.ars from municipalities m
    where ${isSelected(sql, selection)} and not exists (select 1 from offerings o
      where o.ars = m.ars and o.service_id = ${serviceId} and o.enabled)`;
  return rows.map(({ ars }) => ars);
}

/** Lands that have municipalities, by their two digits. */
export async function listStates(sql: Sql): Promise<string[]> {
  const rows = await sql<{ state: string }[]>`
    select distinct left(ars, 2) as state from municipalities order by 1`;
  return rows.map(({ state }) => state);
}
