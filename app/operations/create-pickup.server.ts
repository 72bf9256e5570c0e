import { query } from "#db/connect.ts";
import type { KeyParts } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { createPickup, type PickupSaved } from "../forwarding/pickups/pickups.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import { commandLineActor, type OperatorParts } from "./operator.ts";

type Outcome =
  | (PickupSaved & { readonly municipality: Municipality })
  /** There is no municipality of that ARS, AGS or slug. */
  | { readonly kind: "unknown" };

/** Sets up picking up for a municipality. */
export async function createPickupFor(
  parts: OperatorParts & KeyParts,
  key: string,
  given: { readonly name: string; readonly options: unknown },
): Promise<Outcome> {
  const municipality = await query(parts.database, (sql) => findMunicipalityByKey(sql, key));
  if (!municipality) return { kind: "unknown" };
  const saved = await createPickup(parts, municipality.ars, given, commandLineActor);
  return { ...saved, municipality };
}
