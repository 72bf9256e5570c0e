import { query } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { ownMunicipalities } from "../identity/own-municipalities.server.ts";
import { can, type Action, type Actor } from "../identity/permissions.ts";

export type Place =
  | {
      readonly kind: "place";
      readonly municipality: Municipality;
      /** In which the person may do the same, by a role of their own. */
      readonly municipalities: readonly Municipality[];
    }
  /** `choose`: may do it everywhere and has named no municipality. `forbidden`: nowhere. `unknown`: not there. */
  | { readonly kind: "choose" | "forbidden" | "unknown" };

/** The municipality in which somebody wants to do something: the one named by its ARS, else the first of their own. */
export async function findPlace(
  portal: Portal,
  actor: Actor,
  action: Action,
  asked: string | undefined,
): Promise<Place> {
  const municipalities = await ownMunicipalities(portal, actor, action);
  const everywhere = can(actor, action, null);
  if (municipalities.length === 0 && !everywhere) return { kind: "forbidden" };
  const ars = asked ?? municipalities[0]?.ars;
  if (ars === undefined) return { kind: "choose" };
  if (!can(actor, action, ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  return municipality ? { kind: "place", municipality, municipalities } : { kind: "unknown" };
}
