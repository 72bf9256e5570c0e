import { query } from "#db/connect.ts";
import { listMunicipalitiesByArs } from "#db/queries/municipalities.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { municipalitiesFor, type Action, type Actor } from "./permissions.ts";

/** The municipalities in which somebody may do something by a role of their own, by name. */
export async function ownMunicipalities(
  { database }: IdentityParts,
  actor: Actor,
  action: Action,
): Promise<readonly Municipality[]> {
  const ars = municipalitiesFor(actor, action);
  return ars.length === 0 ? [] : query(database, (sql) => listMunicipalitiesByArs(sql, ars));
}

/** Everywhere that somebody has any role of their own, by name. */
export async function placesOf(
  { database }: IdentityParts,
  { roles }: Actor,
): Promise<readonly Municipality[]> {
  const ars = [...new Set(roles.flatMap((role) => (role.ars === null ? [] : [role.ars])))];
  return ars.length === 0 ? [] : query(database, (sql) => listMunicipalitiesByArs(sql, ars));
}
