import type { Municipality } from "#app/domain/municipality.ts";
import type { Sql } from "../connect.ts";

/** A municipality and, where a service was asked for, how it offers it. One round trip. */
export interface Place {
  readonly municipality: Municipality;
  /** Undefined where the municipality does not have the service or has switched it off. */
  readonly currentVersion: string | undefined;
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
}

/** Finds a municipality by its part of the URL; with a service id also the current version, if offered. */
export async function findPlace(
  sql: Sql,
  slug: string,
  serviceId = "",
): Promise<Place | undefined> {
  const [row] = await sql<PlaceRow[]>`
    select m.ars, m.ags, m.name, m.slug, m.state, m.district, m.postal_code, m.population,
      s.version as current_version
    from municipalities m
    left join offerings o on o.ars = m.ars and o.service_id = ${serviceId} and o.enabled
    left join services s on s.id = o.service_id and s.is_current
    where m.slug = ${slug}`;
  if (!row) return undefined;
  const { currentVersion, district, postalCode, population, ...rest } = row;
  return {
    municipality: {
      ...rest,
      ...(district !== null && { district }),
      ...(postalCode !== null && { postalCode }),
      ...(population !== null && { population }),
    },
    currentVersion: currentVersion ?? undefined,
  };
}
