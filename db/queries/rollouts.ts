import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { RolloutPlaceState, RolloutState, Selection } from "#app/domain/rollout.ts";
import type { Sql } from "../connect.ts";
import type { serviceRollouts } from "../schema/rollouts.ts";

export type RolloutRow = Omit<typeof serviceRollouts.$inferSelect, "overlay" | "selection"> & {
  readonly overlay: Overlay | null;
  readonly selection: Selection;
};

export async function insertRollout(
  sql: Sql,
  row: Omit<RolloutRow, "state" | "touchedAt" | "endedAt">,
): Promise<void> {
  await sql`
    insert into service_rollouts (id, service_id, kind, selection, reason, overlay, overlay_hash, service_version, starts_at,
      not_ready_too, state, created_at, created_by, touched_at)
    values (${row.id}, ${row.serviceId}, ${row.kind}, ${JSON.stringify(row.selection)}::text::jsonb, ${row.reason},
      ${row.overlay && JSON.stringify(row.overlay)}::text::jsonb, ${row.overlayHash}, ${row.serviceVersion}, ${row.startsAt},
      ${row.notReadyToo}, 'open',
      ${row.createdAt}, ${row.createdBy}, ${row.createdAt})`;
}

/** Locked where asked for: whoever holds it is the only one who carries it on. */
export async function findRollout(
  sql: Sql,
  id: string,
  { lock = false } = {},
): Promise<RolloutRow | undefined> {
  const [row] = await sql<RolloutRow[]>`
    select * from service_rollouts where id = ${id} ${lock ? sql`for update` : sql``}`;
  return row;
}

/** How many municipalities of a roll-out stand how. */
export type PlaceCounts = Readonly<Partial<Record<RolloutPlaceState, number>>>;

export type ListedRollout = Omit<RolloutRow, "overlay" | "overlayHash"> & {
  readonly places: PlaceCounts;
};

/** Newest first. Needs the ARS `"*"`. */
export async function listRollouts(sql: Sql): Promise<ListedRollout[]> {
  return sql<ListedRollout[]>`
    select r.id, r.service_id, r.kind, r.selection, r.reason, r.service_version, r.starts_at, r.state, r.created_at, r.created_by,
      r.touched_at, r.ended_at, r.not_ready_too, coalesce(p.places, '{}'::jsonb) as places
    from (select * from service_rollouts order by created_at desc, id limit 200) r
    left join lateral (
      select jsonb_object_agg(state, count) as places from (
        select state, count(*)::int as count from rollout_places where rollout_id = r.id group by state
      ) as counted
    ) as p on true
    order by r.created_at desc, r.id`;
}

/** Those that should get on and do not: their time has come, and nothing has happened since `idleSince`. */
export async function listIdleRollouts(
  sql: Sql,
  { now, idleSince }: { readonly now: Date; readonly idleSince: Date },
): Promise<Pick<RolloutRow, "id">[]> {
  return sql<Pick<RolloutRow, "id">[]>`
    select id from service_rollouts where touched_at <= ${idleSince} and (state in ('running', 'undoing')
      or (state = 'open' and starts_at <= ${now}))`;
}

/**
 * Lets those go on again that were through and left somebody out who was not ready: one of them (`id`), or all that nobody has touched
 * since `before`. Returns which ones. Needs the ARS `"*"`.
 */
export async function reviveRollouts(
  sql: Sql,
  which: { readonly id: string } | { readonly before: Date },
  { at, notReadyToo = false }: { readonly at: Date; readonly notReadyToo?: boolean },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with revived as (
      update service_rollouts r set state = 'running', touched_at = ${at}, ended_at = null,
        not_ready_too = r.not_ready_too or ${notReadyToo}
      where r.state in ('running', 'done') and ${"id" in which ? sql`r.id = ${which.id}` : sql`r.touched_at <= ${which.before}`}
        and exists (select 1 from rollout_places p where p.rollout_id = r.id and p.state = 'notReady')
      returning r.id
    ), places as (
      update rollout_places p set state = 'waiting' from revived where p.rollout_id = revived.id and p.state = 'notReady'
    )
    select id from revived`;
  return rows.map(({ id }) => id);
}

export async function updateRollout(
  sql: Sql,
  id: string,
  { state, at }: { readonly state: RolloutState; readonly at: Date },
): Promise<void> {
  const ended = state === "done" || state === "cancelled" || state === "undone";
  await sql`
    update service_rollouts set state = ${state}, touched_at = ${at}, ended_at = ${ended ? at : null} where id = ${id}`;
}

/** Lets it begin with other settings, or with the same ones over another version. */
export async function setRolloutOverlay(
  sql: Sql,
  id: string,
  start: Pick<RolloutRow, "overlay" | "overlayHash" | "serviceVersion">,
): Promise<void> {
  await sql`
    update service_rollouts set overlay = ${JSON.stringify(start.overlay)}::text::jsonb, overlay_hash = ${start.overlayHash},
      service_version = ${start.serviceVersion} where id = ${id}`;
}
