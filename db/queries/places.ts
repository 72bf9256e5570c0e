import type { Municipality } from "#app/domain/municipality.ts";
import { offeredVersion } from "#app/domain/revision.ts";
import type { Sql } from "../connect.ts";
import type { DraftRow } from "./drafts.ts";
import {
  windowColumns,
  windowOf,
  type FoundWindow,
  type WindowColumns,
} from "./offering-windows.ts";

/** A municipality and, where a service was asked for, how it offers it. One round trip. */
export interface Place {
  readonly municipality: Municipality;
  /** See `offeredVersion`; undefined where the municipality has never offered the service and nobody previews it. */
  readonly offeredVersion: string | undefined;
  /** When and how it is offered; undefined where it never was. */
  readonly offered: FoundWindow | undefined;
  /** Whether a preview link leads here, so that the version is the one that it shows. */
  readonly previewed: boolean;
}

/** With what somebody looks at a service that is not public. */
export interface Preview {
  /** SHA-256 of the link's token. */
  readonly tokenHash: Buffer;
  readonly now: Date;
}

interface PlaceRow extends WindowColumns {
  ars: string;
  ags: string;
  name: string;
  slug: string;
  state: string;
  district: string | null;
  postalCode: string | null;
  population: number | null;
  serviceVersion: string | null;
  offeringRevision: number | null;
  previewed: boolean;
}

/** All of them null where there is no draft. */
interface DraftColumns {
  draftId: string | null;
  draftServiceId: string;
  draftServiceVersion: string;
  sealed: Buffer;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
  draftTest: boolean;
}

/** Finds a municipality by its part of the URL; with a service id also how it is offered. With a preview it names the municipality by itself. */
export async function findPlace(
  sql: Sql,
  slug: string,
  serviceId = "",
  preview?: Preview,
): Promise<Place | undefined> {
  const [row] = await sql<PlaceRow[]>`
    select ${placeColumns(sql)} ${placeTables(sql, serviceId, preview)} where m.slug = ${slug}`;
  return row && placeOf(row);
}

/** The same together with a citizen's draft there, unless it has expired. Names the municipality by itself. */
export async function findPlaceWithDraft(
  sql: Sql,
  slug: string,
  serviceId: string,
  draft: { readonly id: string; readonly now: Date },
  preview?: Preview,
): Promise<(Place & { readonly draft: DraftRow | undefined }) | undefined> {
  const [row] = await sql<(PlaceRow & DraftColumns)[]>`
    select ${placeColumns(sql)}, d.id as draft_id, d.service_id as draft_service_id,
      d.service_version as draft_service_version, d.sealed, d.revision, d.created_at, d.updated_at, d.expires_at,
      d.test as draft_test
    ${placeTables(sql, serviceId, preview)}
    left join lateral open_draft(m.slug, ${draft.id}, ${draft.now}::timestamptz) d on true
    where m.slug = ${slug}`;
  return row && { ...placeOf(row), draft: draftOf(row) };
}

function placeColumns(sql: Sql) {
  return sql`m.ars, m.ags, m.name, m.slug, m.state, m.district, m.postal_code, m.population,
    coalesce(r.service_version, s.version) as service_version, r.number as offering_revision,
    l.service_id is not null as previewed, ${windowColumns(sql)}`;
}

function placeTables(sql: Sql, serviceId: string, preview: Preview | undefined) {
  const link = preview
    ? sql`left join lateral open_preview(m.slug, ${preview.tokenHash}, ${preview.now}::timestamptz) l
        on l.service_id = ${serviceId}`
    : sql`left join (select null::text as service_id, null::int as revision) l on true`;
  return sql`from municipalities m
    left join offerings o on o.ars = m.ars and o.service_id = ${serviceId}
    ${link}
    left join offering_revisions r on r.ars = m.ars and r.service_id = ${serviceId}
      and r.number = coalesce(l.revision, o.revision)
    left join services s on s.id = coalesce(o.service_id, l.service_id) and s.is_current`;
}

function placeOf(row: PlaceRow): Place {
  const { ars, ags, name, slug, state, district, postalCode, population } = row;
  const { serviceVersion, offeringRevision, previewed } = row;
  return {
    municipality: {
      ars,
      ags,
      name,
      slug,
      state,
      ...(district !== null && { district }),
      ...(postalCode !== null && { postalCode }),
      ...(population !== null && { population }),
    },
    offeredVersion:
      serviceVersion === null
        ? undefined
        : offeredVersion(serviceVersion, offeringRevision ?? undefined),
    offered: windowOf(row),
    previewed,
  };
}

function draftOf(row: PlaceRow & DraftColumns): DraftRow | undefined {
  const { ars, draftId, draftServiceId, draftServiceVersion } = row;
  const { sealed, revision, createdAt, updatedAt, expiresAt, draftTest } = row;
  return draftId === null
    ? undefined
    : {
        id: draftId,
        ars,
        serviceId: draftServiceId,
        serviceVersion: draftServiceVersion,
        sealed,
        revision,
        createdAt,
        updatedAt,
        expiresAt,
        test: draftTest,
      };
}
