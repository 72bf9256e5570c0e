import { withMunicipality } from "#db/connect.ts";
import { findPickup, markPickupChecked } from "#db/queries/pickups.ts";
import { keyRingOf, type Portal } from "../../catalogue/portal.server.ts";
import type { CheckResult } from "../adapter.server.ts";
import { checkPickup, keysInUse } from "../fit-connect/check-pickup.server.ts";
import { openPickup } from "../fit-connect/pickup-options.server.ts";
import { openTools } from "../tools.server.ts";
import type { PickupKey } from "./edit-pickup.server.ts";

/** Seconds that a check may take. */
const checkSeconds = 30;

type Parts = Pick<Portal, "database" | "config" | "clock" | "keyRings" | "mailer">;

/** Tries a pick-up without taking anything in, and notes what was found. Undefined where there is none of that id. */
export async function tryPickup(
  portal: Parts,
  pickup: PickupKey,
): Promise<readonly CheckResult[] | undefined> {
  const found = await opened(portal, pickup);
  if (!found) return undefined;
  const results = await checkPickup(found, openTools(portal).tools, patience());
  await withMunicipality(portal.database, pickup.ars, (sql) =>
    markPickupChecked(sql, pickup.id, results, portal.clock()),
  );
  return results;
}

/** Whether the destination names a key now; undefined where that cannot be told. */
export async function isInUse(
  portal: Parts,
  pickup: PickupKey,
  kid: string,
): Promise<boolean | undefined> {
  const found = await opened(portal, pickup);
  if (!found) return undefined;
  const used = await keysInUse(found, openTools(portal).tools, patience()).catch(() => undefined);
  return used?.includes(kid);
}

async function opened(portal: Parts, { id, ars }: PickupKey) {
  const row = await withMunicipality(portal.database, ars, (sql) => findPickup(sql, id));
  return row && openPickup(await keyRingOf(portal, ars), row);
}

function patience(): AbortSignal {
  return AbortSignal.timeout(checkSeconds * 1000);
}
