import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { Text } from "#app/domain/text.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { Sql } from "../connect.ts";
import { isShown } from "./listed-services.ts";

/** Where a list of all offerings goes on: behind this one. */
export interface OfferingCursor {
  readonly ars: string;
  readonly id: string;
}

/** An address of the portal that search engines may know: a municipality (`id` "") or what it offers. */
export interface PublishedAddress extends OfferingCursor {
  readonly slug: string;
  /** Null for a municipality. */
  readonly updatedAt: Date | null;
}

/** The municipalities from one ARS to another, both included. */
export interface ArsRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The next addresses behind a cursor (undefined: from the first one on), by ARS, then by id: each municipality of the range that
 * offers anything, what it offers online, and what it lists. Read by keys, never by counting.
 */
export async function listPublishedAddresses(
  sql: Sql,
  { from, to }: ArsRange,
  after: OfferingCursor | undefined,
  limit: number,
): Promise<PublishedAddress[]> {
  const behind = (ars: Part, id: Part) =>
    after
      ? sql`${ars} between ${after.ars} and ${to} and (${ars}, ${id}) > (${after.ars}, ${after.id})`
      : sql`${ars} between ${from} and ${to}`;
  return sql<PublishedAddress[]>`
    select p.ars, p.id, m.slug, p.updated_at from (
      (select m.ars, '' as id, null::timestamptz as updated_at from municipalities m
        where ${behind(sql`m.ars`, sql`''`)} and ${isActive(sql)} order by m.ars limit ${limit})
      union all
      (select o.ars, o.service_id, o.updated_at from offerings o
        where ${behind(sql`o.ars`, sql`o.service_id`)} and o.enabled order by o.ars, o.service_id limit ${limit})
      union all
      (select l.ars, l.id, l.updated_at from listed_services l
        where ${behind(sql`l.ars`, sql`l.id`)} order by l.ars, l.id limit ${limit})
    ) as p join municipalities m on m.ars = p.ars
    order by p.ars, p.id limit ${limit}`;
}
type Part = ReturnType<Sql>;

function isActive(sql: Sql) {
  return sql`(exists (select 1 from town_offers t where t.ars = m.ars and t.count > 0)
    or exists (select 1 from listed_services l where l.ars = m.ars))`;
}

/** ARS of all municipalities that offer or list anything, in their order. */
export async function listPublishingMunicipalities(sql: Sql): Promise<string[]> {
  const rows = await sql<{ ars: string }[]>`
    select m.ars from municipalities m where ${isActive(sql)} order by m.ars`;
  return rows.map(({ ars }) => ars);
}

/** No municipality has more addresses than this: itself, every service, and what the longest list on paper holds. */
export async function mostAddressesOfOne(sql: Sql): Promise<number> {
  const [row] = await sql<{ most: number }[]>`
    select 1 + (select count(*) from catalogue_entries)::int + coalesce((
      select max(l.count) from (select count(*)::int as count from listed_services group by ars) l), 0) as most`;
  return row?.most ?? 1;
}

/** What a municipality offers or lists, as other portals want to know it. */
interface Published extends OfferingCursor {
  readonly municipality: string;
  readonly slug: string;
  readonly updatedAt: Date;
}
export type PublishedOffering =
  OnlineOffering | (Published & { readonly online: null; readonly listing: PublishedListing });

/** What one can apply for online. */
export interface OnlineOffering extends Published {
  readonly listing: null;
  readonly online: {
    readonly version: string;
    /** Whether that is the version of whoever has set nothing. */
    readonly isCurrent: boolean;
    readonly overlay: Overlay | null;
  };
}

export interface PublishedListing {
  readonly leikaKey: string | null;
  readonly name: string;
  readonly summary: string;
  /** "" where nothing is said of it. */
  readonly fee: string;
}

/**
 * The next ones behind a cursor (undefined: from the first one on), by ARS, then by id. Without what is only being tried out, and without
 * listings in whose place a service is switched on.
 */
export async function listPublishedOfferings(
  sql: Sql,
  { from, to }: ArsRange,
  after: OfferingCursor | undefined,
  limit: number,
): Promise<PublishedOffering[]> {
  const behind = (ars: Part, id: Part) => sql`${ars} between ${after?.ars ?? from} and ${to}
    ${after ? sql`and (${ars}, ${id}) > (${after.ars}, ${after.id})` : sql``}`;
  return sql<PublishedOffering[]>`
    select p.ars, p.id, m.name as municipality, m.slug, p.updated_at, p.online, p.listing from (
      (select o.ars, o.service_id as id, o.updated_at,
          jsonb_build_object('version', coalesce(r.service_version, e.version), 'overlay', r.overlay,
            'isCurrent', coalesce(r.service_version, e.version) = e.version) as online,
          null::jsonb as listing
        from offerings o join catalogue_entries e on e.service_id = o.service_id
        left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
        where o.enabled and not o.test_mode and ${behind(sql`o.ars`, sql`o.service_id`)}
        order by o.ars, o.service_id limit ${limit})
      union all
      (select l.ars, l.id, l.updated_at, null,
          jsonb_build_object('leikaKey', l.leika_key, 'name', l.name, 'summary', l.summary, 'fee', l.fee)
        from listed_services l where ${isShown(sql)} and ${behind(sql`l.ars`, sql`l.id`)}
        order by l.ars, l.id limit ${limit})
    ) as p join municipalities m on m.ars = p.ars
    order by p.ars, p.id limit ${limit}`;
}

/** What other portals tell of a service. */
export interface PublishedService {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly languages: readonly string[];
  readonly leikaKeys: readonly string[];
  readonly description: ServiceDefinition["description"];
}

/** These versions of services, without their forms. */
export async function listPublishedServices(
  sql: Sql,
  wanted: readonly Pick<PublishedService, "id" | "version">[],
): Promise<PublishedService[]> {
  return sql<PublishedService[]>`
    select s.id, s.version, s.name, s.definition->'languages' as languages,
      coalesce(s.definition->'leikaKeys', '[]'::jsonb) as leika_keys, s.definition->'description' as description
    from services s join unnest(${wanted.map(({ id }) => id)}::text[], ${wanted.map(({ version }) => version)}::text[])
      as w(id, version) on w.id = s.id and w.version = s.version
    order by s.id, s.version`;
}
