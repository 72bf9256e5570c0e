import type { RolloutPlaceState, Selection } from "#app/domain/rollout.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { rolloutPlaces } from "../schema/rollouts.ts";
import { lockOfferings } from "./overlay-groups.ts";
import type { PlaceCounts, RolloutRow } from "./rollouts.ts";
import { isSelected } from "./select-municipalities.ts";

export type RolloutPlaceRow = typeof rolloutPlaces.$inferSelect;

/** Offers a service to those whom the selection names now; who offers it already keeps it. Needs the ARS `"*"`. */
export async function insertPlaces(
  sql: Sql,
  rollout: Pick<RolloutRow, "id" | "serviceId" | "createdAt" | "createdBy">,
  selection: Selection,
): Promise<void> {
  const { id, serviceId, createdAt, createdBy } = rollout;
  await sql`
    insert into rollout_places (rollout_id, ars, state, changed_at, changed_by)
    select ${id}, m.ars, case when o.ars is null then 'waiting' else 'kept' end, ${createdAt}, ${createdBy}
    from municipalities m left join offerings o on o.ars = m.ars and o.service_id = ${serviceId} and o.enabled
    where ${isSelected(sql, selection)}`;
}

export async function countPlaces(sql: Sql, rolloutId: string): Promise<PlaceCounts> {
  const rows = await sql<{ state: RolloutPlaceState; count: number }[]>`
    select state, count(*)::int as count from rollout_places where rollout_id = ${rolloutId} group by state`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Municipalities of a roll-out in some states, by name. */
export async function listPlaces(
  sql: Sql,
  rolloutId: string,
  { states, limit }: { readonly states: readonly RolloutPlaceState[]; readonly limit: number },
): Promise<(Pick<RolloutPlaceRow, "ars" | "state" | "changedAt"> & { name: string })[]> {
  return sql`
    select p.ars, m.name, p.state, p.changed_at from rollout_places p join municipalities m on m.ars = p.ars
    where p.rollout_id = ${rolloutId} and p.state = any(${[...states]}) order by m.search_text, p.ars limit ${limit}`;
}

/** The next municipalities in one of some states, locked. */
export async function lockPlaces(
  sql: Sql,
  rolloutId: string,
  states: readonly RolloutPlaceState[],
  which: { readonly limit: number } | { readonly ars: string },
): Promise<string[]> {
  const rows = await sql<{ ars: string }[]>`
    select ars from rollout_places where rollout_id = ${rolloutId} and state = any(${[...states]})
    ${"ars" in which ? sql`and ars = ${which.ars} for update` : sql`order by ars limit ${which.limit} for update`}`;
  return rows.map(({ ars }) => ars);
}

/** Who does something to places, and what they become by it. */
interface PlaceChange {
  readonly at: Date;
  readonly actor: string;
  readonly state: RolloutPlaceState;
}

/**
 * Switches a service on in these municipalities, whose places must be locked. One that offers it meanwhile keeps it as it is; one
 * that had settings of its own keeps those.
 */
export async function switchOnPlaces(
  sql: Sql,
  rollout: Pick<RolloutRow, "id" | "serviceId" | "overlay" | "overlayHash" | "serviceVersion">,
  towns: readonly string[],
  { at, actor, state }: PlaceChange,
): Promise<void> {
  const { id, serviceId, overlay, overlayHash, serviceVersion } = rollout;
  await lockOfferings(sql, serviceId, towns);
  await sql`
    with towns as (
      select t.ars, o.revision, coalesce(o.enabled, false) as enabled from unnest(${[...towns]}::text[]) as t (ars)
      left join offerings o on o.ars = t.ars and o.service_id = ${serviceId}
    ), revisions as (
      insert into offering_revisions (ars, service_id, number, service_version, based_on, overlay, overlay_hash, state, note, edits,
        created_at, created_by, changed_at, changed_by, published_at, published_by)
      select t.ars, ${serviceId}, (select coalesce(max(x.number), 0) + 1 from offering_revisions x
          where x.ars = t.ars and x.service_id = ${serviceId}),
        ${serviceVersion}, null, ${overlay && JSON.stringify(overlay)}::text::jsonb, ${overlayHash}, 'published', '', 0,
        ${at}, ${actor}, ${at}, ${actor}, ${at}, ${actor}
      from towns t where not t.enabled and t.revision is null and ${overlay !== null}
      returning ars, number
    ), switched as (
      insert into offerings (ars, service_id, enabled, revision, updated_at, updated_by)
      select t.ars, ${serviceId}, true, r.number, ${at}, ${actor}
      from towns t left join revisions r on r.ars = t.ars where not t.enabled
      on conflict (ars, service_id) do update set enabled = true, revision = coalesce(excluded.revision, offerings.revision),
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
      returning ars
    ), places as (
      update rollout_places p set state = case when t.enabled then 'kept' else ${state} end,
        revision = (select r.number from revisions r where r.ars = p.ars), changed_at = ${at}, changed_by = ${actor}
      from towns t where p.rollout_id = ${id} and p.ars = t.ars
    )
    insert into audit_log (at, ars, actor, action, subject, details)
    select ${at}, ars, ${actor}, 'offering.turnedOn', ${serviceId}, jsonb_build_object('rollout', ${id}::text) from switched`;
}

/**
 * Switches off again what a roll-out switched on in these municipalities, whose places must be locked; what one of them changed
 * meanwhile is left.
 */
export async function switchOffPlaces(
  sql: Sql,
  rollout: Pick<RolloutRow, "id" | "serviceId">,
  towns: readonly string[],
  { at, actor }: Omit<PlaceChange, "state">,
): Promise<void> {
  const { id, serviceId } = rollout;
  await lockOfferings(sql, serviceId, towns);
  await sql`
    with untouched as (
      select o.ars, o.revision is not distinct from p.revision as is_ours
      from rollout_places p join offerings o on o.ars = p.ars and o.service_id = ${serviceId}
      where p.rollout_id = ${id} and p.ars = any(${[...towns]}) and o.enabled
        and (o.updated_by = ${actor} or o.updated_by like 'switch:%')
        and not exists (select 1 from offering_revisions d
          where d.ars = o.ars and d.service_id = o.service_id and d.state in ('draft', 'proposed'))
    ), switched as (
      update offerings o set enabled = false, revision = case when u.is_ours then null else o.revision end,
        updated_at = ${at}, updated_by = ${actor}
      from untouched u where o.ars = u.ars and o.service_id = ${serviceId} returning o.ars
    ), places as (
      update rollout_places p set state = case when u.ars is null then 'left' else 'undone' end,
        changed_at = ${at}, changed_by = ${actor}
      from unnest(${[...towns]}::text[]) as t (ars) left join untouched u on u.ars = t.ars
      where p.rollout_id = ${id} and p.ars = t.ars
    )
    insert into audit_log (at, ars, actor, action, subject, details)
    select ${at}, ars, ${actor}, 'offering.turnedOff', ${serviceId}, jsonb_build_object('rollout', ${id}::text) from switched`;
}

/** What nobody answered is not asked any more. */
export async function withdrawWaiting(
  sql: Sql,
  rolloutId: string,
  { at, actor }: Omit<PlaceChange, "state">,
): Promise<void> {
  await sql`
    update rollout_places set state = 'undone', changed_at = ${at}, changed_by = ${actor}
    where rollout_id = ${rolloutId} and state in ('waiting', 'notReady')`;
}

export async function setPlaceStates(
  sql: Sql,
  rolloutId: string,
  towns: readonly string[],
  { at, actor, state }: PlaceChange,
): Promise<void> {
  await sql`
    update rollout_places set state = ${state}, changed_at = ${at}, changed_by = ${actor}
    where rollout_id = ${rolloutId} and ars = any(${[...towns]})`;
}

/** What the operator offers a municipality. */
export type TownProposal = Pick<
  RolloutRow,
  "id" | "serviceId" | "kind" | "reason" | "startsAt" | "createdAt"
> &
  Pick<RolloutPlaceRow, "state" | "changedAt"> & {
    readonly name: Text;
    readonly summary: Text | null;
    /** Whether it comes with settings to begin with. */
    readonly hasSettings: boolean;
    /** Whether there is something to answer. */
    readonly isOpen: boolean;
  };

/** Those that can be answered first, then what became of the others, newest first. */
export async function listProposals(sql: Sql, ars: string): Promise<TownProposal[]> {
  return sql<TownProposal[]>`
    select r.id, r.service_id, r.kind, r.reason, r.starts_at, r.created_at, p.state, p.changed_at, s.name, s.summary,
      r.overlay is not null as has_settings,
      ${isOpen(sql)} as is_open
    from rollout_places p join service_rollouts r on r.id = p.rollout_id
    join services s on s.id = r.service_id and s.is_current
    where p.ars = ${ars} and r.state not in ('cancelled', 'undone')
    order by is_open desc, r.created_at desc, r.id limit 200`;
}

/** Whether the municipality of a place `p` can answer the roll-out `r`: it was not asked to no purpose, and has not answered. */
function isOpen(sql: Sql) {
  return sql`((p.state = 'waiting' and r.state in ('open', 'running') and r.kind <> 'forced')
    or (p.state = 'notReady' and r.state in ('running', 'done')))`;
}

/** How many proposals of a municipality wait for an answer. */
export async function countProposals(sql: Sql, ars: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from rollout_places p join service_rollouts r on r.id = p.rollout_id
    where p.ars = ${ars} and ${isOpen(sql)}`;
  return row?.count ?? 0;
}

/** Why a municipality may not switch a service off; undefined where it may. */
export async function findForced(
  sql: Sql,
  ars: string,
  serviceId: string,
): Promise<Pick<RolloutRow, "id" | "reason"> | undefined> {
  const [row] = await sql<Pick<RolloutRow, "id" | "reason">[]>`
    select r.id, r.reason from rollout_places p join service_rollouts r on r.id = p.rollout_id
    where p.ars = ${ars} and p.state in ('switchedOn', 'kept', 'accepted') and r.service_id = ${serviceId}
      and r.kind = 'forced' and r.state in ('running', 'done')
    order by r.created_at desc limit 1`;
  return row;
}
