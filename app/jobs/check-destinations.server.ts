import { withMunicipality } from "#db/connect.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { tryDestination } from "../forwarding/try-destination.server.ts";

/** Tries every destination in use, so that what ends soon is known before it does. */
export async function checkDestinations(portal: Portal): Promise<void> {
  const rows = await withMunicipality(portal.database, "*", (sql) => listDestinations(sql));
  for (const { id, ars } of rows.filter(({ active }) => active))
    await tryDestination(portal, ars, id);
}
