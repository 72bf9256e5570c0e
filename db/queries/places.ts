import type { Municipality } from "#app/domain/municipality.ts";
import type { FeeTable } from "#app/domain/fees/fee.ts";
import type { Sql } from "../connect.ts";
import type { DraftRow } from "./drafts.ts";

/** A municipality and, where a service was asked for, how it offers it. One round trip. */
export interface Place {
  readonly municipality: Municipality;
  /** Undefined where the municipality does not have the service or has switched it off. */
  readonly currentVersion: string | undefined;
  /** The municipality's entries of the fee table, where it has any. */
  readonly feeTable?: FeeTable;
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
  currentVersion: string | null;
  feeTable: FeeTable | null;
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
    s.version as current_version, o.fee_table`;
}

function placeTables(sql: Sql, serviceId: string) {
  return sql`from municipalities m
    left join offerings o on o.ars = m.ars and o.service_id = ${serviceId} and o.enabled
    left join services s on s.id = o.service_id and s.is_current`;
}

function placeOf(row: PlaceRow): Place {
  const { ars, ags, name, slug, state, district, postalCode, population } = row;
  const { currentVersion, feeTable } = row;
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
    currentVersion: currentVersion ?? undefined,
    ...(feeTable !== null && { feeTable }),
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
