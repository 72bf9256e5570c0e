import type { Municipality } from "#app/domain/municipality.ts";
import { offeredVersion } from "#app/domain/revision.ts";
import type { Sql } from "../connect.ts";
import type { DraftRow } from "./drafts.ts";

/** A municipality and, where a service was asked for, how it offers it. One round trip. */
export interface Place {
  readonly municipality: Municipality;
  /** See `offeredVersion`; undefined where the municipality does not have the service or has switched it off. */
  readonly offeredVersion: string | undefined;
}

interface PlaceRow {
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
}

/** Finds a municipality by its part of the URL; with a service id also the current version, if offered. */
export async function findPlace(
  sql: Sql,
  slug: string,
  serviceId = "",
): Promise<Place | undefined> {
  const [row] = await sql<PlaceRow[]>`
    select ${placeColumns(sql)} ${placeTables(sql, serviceId)} where m.slug = ${slug}`;
  return row && placeOf(row);
}

/** The same together with a citizen's draft there, unless it has expired. Names the municipality by itself. */
export async function findPlaceWithDraft(
  sql: Sql,
  slug: string,
  serviceId: string,
  draft: { readonly id: string; readonly now: Date },
): Promise<(Place & { readonly draft: DraftRow | undefined }) | undefined> {
  const [row] = await sql<(PlaceRow & DraftColumns)[]>`
    select ${placeColumns(sql)}, d.id as draft_id, d.service_id as draft_service_id,
      d.service_version as draft_service_version, d.sealed, d.revision, d.created_at, d.updated_at, d.expires_at
    ${placeTables(sql, serviceId)}
    left join lateral open_draft(m.slug, ${draft.id}, ${draft.now}::timestamptz) d on true
    where m.slug = ${slug}`;
  return row && { ...placeOf(row), draft: draftOf(row) };
}

function placeColumns(sql: Sql) {
  return sql`m.ars, m.ags, m.name, m.slug, m.state, m.district, m.postal_code, m.population,
    coalesce(r.service_version, s.version) as service_version, r.number as offering_revision`;
}

function placeTables(sql: Sql, serviceId: string) {
  return sql`from municipalities m
    left join offerings o on o.ars = m.ars and o.service_id = ${serviceId} and o.enabled
    left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    left join services s on s.id = o.service_id and s.is_current`;
}

function placeOf(row: PlaceRow): Place {
  const { ars, ags, name, slug, state, district, postalCode, population } = row;
  const { serviceVersion, offeringRevision } = row;
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
  };
}

function draftOf(row: PlaceRow & DraftColumns): DraftRow | undefined {
  const { ars, draftId, draftServiceId, draftServiceVersion } = row;
  const { sealed, revision, createdAt, updatedAt, expiresAt } = row;
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
      };
}
