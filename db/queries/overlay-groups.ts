import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { Sql } from "../connect.ts";

/** Municipalities that set the very same over the very same version of a service. */
export interface OverlayGroup {
  readonly serviceVersion: string;
  readonly overlayHash: string;
  readonly overlay: Overlay;
  readonly towns: number;
}
export type GroupKey = Pick<OverlayGroup, "serviceVersion" | "overlayHash">;

/** What counts in municipalities of a service that stand on another version than `version`: the next groups after `after`. */
export async function listOverlayGroups(
  sql: Sql,
  { serviceId, version }: { readonly serviceId: string; readonly version: string },
  page: { readonly after: GroupKey | undefined; readonly limit: number },
): Promise<OverlayGroup[]> {
  const { after, limit } = page;
  return sql<OverlayGroup[]>`
    with groups as (
      select r.service_version, r.overlay_hash, min(o.ars) as ars, count(*)::int as towns
      from offerings o join offering_revisions r
        on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
      where o.service_id = ${serviceId} and o.revision is not null and r.service_version <> ${version}
        ${after ? sql`and (r.service_version, r.overlay_hash) > (${after.serviceVersion}, ${after.overlayHash})` : sql``}
      group by 1, 2 order by 1, 2 limit ${limit}
    )
    select g.service_version, g.overlay_hash, r.overlay, g.towns
    from groups g join offerings o on o.ars = g.ars and o.service_id = ${serviceId}
    join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    order by 1, 2`;
}

/** How the municipalities of a service stand to a version of it. */
export interface TownCounts {
  /** Offer it as it is, in whatever version is current. */
  readonly following: number;
  /** Have settings over this very version already. */
  readonly there: number;
  /** Have settings over another version. */
  readonly elsewhere: number;
  /** Of those, how many are working on new ones. */
  readonly drafting: number;
}

export async function countTowns(
  sql: Sql,
  { serviceId, version }: { readonly serviceId: string; readonly version: string },
): Promise<TownCounts> {
  const [row] = await sql<TownCounts[]>`
    select (select count(*)::int from offerings where service_id = ${serviceId} and enabled and revision is null) as following,
      count(*) filter (where r.service_version = ${version})::int as there,
      count(*) filter (where r.service_version <> ${version})::int as elsewhere,
      count(d.ars) filter (where r.service_version <> ${version})::int as drafting
    from offerings o join offering_revisions r
      on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    left join offering_revisions d
      on d.ars = o.ars and d.service_id = o.service_id and d.state in ('draft', 'proposed')
    where o.service_id = ${serviceId} and o.revision is not null`;
  return row ?? { following: 0, there: 0, elsewhere: 0, drafting: 0 };
}

/** A municipality of a group. */
export interface GroupTown extends GroupKey {
  readonly ars: string;
  readonly name: string;
}

/** The municipalities of some groups, by name; at most `limit`. */
export async function listGroupTowns(
  sql: Sql,
  serviceId: string,
  groups: readonly GroupKey[],
  limit: number,
): Promise<GroupTown[]> {
  return sql<GroupTown[]>`
    select o.ars, m.name, r.service_version, r.overlay_hash
    from ${groupTables(sql, groups)} join municipalities m on m.ars = o.ars
    where o.service_id = ${serviceId} and o.revision is not null
    order by m.search_text, o.ars limit ${limit}`;
}

function groupTables(sql: Sql, groups: readonly GroupKey[]) {
  return sql`offerings o join offering_revisions r
      on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    join jsonb_to_recordset(${JSON.stringify(groups)}::text::jsonb) as g ("serviceVersion" text, "overlayHash" text)
      on g."serviceVersion" = r.service_version and g."overlayHash" = r.overlay_hash`;
}

/** A group whose settings were taken over to a newer version. */
export interface MergedGroup extends GroupKey {
  readonly overlay: Overlay;
  /** Of `overlay`. */
  readonly newHash: string;
}

/**
 * Publishes what was merged in at most `limit` municipalities of these groups and returns how many they were; 0: none is left. Wants a
 * transaction with the ARS `"*"`. What a municipality published meanwhile belongs to another group and is left alone.
 */
export async function publishMerged(
  sql: Sql,
  groups: readonly MergedGroup[],
  to: {
    readonly serviceId: string;
    readonly version: string;
    readonly at: Date;
    readonly actor: string;
    readonly limit: number;
  },
): Promise<number> {
  const { serviceId, version, at, actor, limit } = to;
  const keys = groups.map(({ serviceVersion, overlayHash }) => ({ serviceVersion, overlayHash }));
  const found = await sql<{ ars: string }[]>`
    select o.ars from ${groupTables(sql, keys)}
    where o.service_id = ${serviceId} and o.revision is not null order by o.ars limit ${limit}`;
  const towns = found.map(({ ars }) => ars);
  if (towns.length === 0) return 0;
  await lockOfferings(sql, serviceId, towns);
  // A statement of its own: it sees what whoever held the locks has done.
  const done = await sql<{ ars: string }[]>`
    with merged as (
      select * from jsonb_to_recordset(${JSON.stringify(groups)}::text::jsonb)
        as g ("serviceVersion" text, "overlayHash" text, overlay jsonb, "newHash" text)
    ), added as (
      insert into offering_revisions (ars, service_id, number, service_version, based_on, overlay, overlay_hash, state, note, edits,
        created_at, created_by, changed_at, changed_by, published_at, published_by)
      select o.ars, o.service_id, (select max(x.number) + 1 from offering_revisions x
          where x.ars = o.ars and x.service_id = o.service_id),
        ${version}, o.revision, g.overlay, g."newHash", 'published', '', 0,
        ${at}, ${actor}, ${at}, ${actor}, ${at}, ${actor}
      from offerings o join offering_revisions r
        on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
      join merged g on g."serviceVersion" = r.service_version and g."overlayHash" = r.overlay_hash
      where o.service_id = ${serviceId} and o.ars = any(${towns})
      returning ars, service_id, number, based_on
    ), moved as (
      update offerings o set revision = a.number, updated_at = ${at}, updated_by = ${actor}
      from added a where o.ars = a.ars and o.service_id = a.service_id
    )
    insert into audit_log (at, ars, actor, action, subject, details)
    select ${at}, ars, ${actor}, 'offering.switched', service_id,
      jsonb_build_object('version', ${version}::text, 'revision', number, 'before', based_on)
    from added returning ars`;
  return done.length;
}

/** Like `lockOffering`, for many; always in the same order, so that two of these wait for each other and never block each other. */
export async function lockOfferings(
  sql: Sql,
  serviceId: string,
  towns: readonly string[],
): Promise<void> {
  await sql`
    select count(pg_advisory_xact_lock(key)) from (
      select distinct hashtext('offering:' || ars || ':' || ${serviceId}) as key
      from unnest(${[...towns]}::text[]) as t (ars) order by 1 offset 0
    ) as keys`;
}

/** Revisions that `actor` made and that still count, where nobody is working on another one. */
function untouched(sql: Sql, serviceId: string, actor: string) {
  return sql`offering_revisions r join offerings o on o.ars = r.ars and o.service_id = r.service_id and o.revision = r.number
    where r.service_id = ${serviceId} and r.created_by = ${actor} and not ${isDrafting(sql)}`;
}

function isDrafting(sql: Sql) {
  return sql`exists (select 1 from offering_revisions d
    where d.ars = r.ars and d.service_id = r.service_id and d.state in ('draft', 'proposed'))`;
}

/** Lets the revisions from before count again in at most `limit` municipalities and returns how many they were. */
export async function withdrawMerged(
  sql: Sql,
  made: {
    readonly serviceId: string;
    /** Who made them. */
    readonly actor: string;
    readonly at: Date;
    readonly limit: number;
  },
): Promise<number> {
  const { serviceId, actor, at, limit } = made;
  const found = await sql<{ ars: string }[]>`
    select r.ars from ${untouched(sql, serviceId, actor)} order by r.ars limit ${limit}`;
  const towns = found.map(({ ars }) => ars);
  if (towns.length === 0) return 0;
  await lockOfferings(sql, serviceId, towns);
  const done = await sql`
    with moved as (
      update offerings t set revision = r.based_on, updated_at = ${at}, updated_by = ${actor}
      from ${untouched(sql, serviceId, actor)} and r.ars = any(${towns}) and t.ars = o.ars and t.service_id = o.service_id
      returning t.ars, t.service_id, t.revision
    )
    insert into audit_log (at, ars, actor, action, subject, details)
    select ${at}, ars, ${actor}, 'offering.switchUndone', service_id, jsonb_build_object('revision', revision)
    from moved returning 1`;
  return done.length;
}

/** Municipalities that changed something since a revision was made for them by `actor`, by name. */
export async function listTouched(
  sql: Sql,
  { serviceId, actor }: { readonly serviceId: string; readonly actor: string },
): Promise<{ ars: string; name: string }[]> {
  return sql<{ ars: string; name: string }[]>`
    select o.ars, m.name from offering_revisions r
    join offerings o on o.ars = r.ars and o.service_id = r.service_id
    join municipalities m on m.ars = r.ars
    where r.service_id = ${serviceId} and r.created_by = ${actor} and (o.revision is null
      or o.revision not in (r.number, r.based_on) or (o.revision = r.number and ${isDrafting(sql)}))
    order by m.search_text, o.ars`;
}
