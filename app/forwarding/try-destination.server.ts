import { withMunicipality } from "#db/connect.ts";
import { findDestination, markDestinationChecked } from "#db/queries/destinations.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { CheckResult } from "./adapter.server.ts";
import { findAdapter } from "./adapters.server.ts";
import { optionsOf } from "./destination-options.server.ts";
import { openTools } from "./tools.server.ts";

/** Seconds that a check may take. */
const checkSeconds = 30;

/** Tries a destination without a submission and notes what it found. Undefined where there is none of that id. */
export async function tryDestination(
  portal: Pick<Portal, "database" | "config" | "clock" | "keyRings" | "mailer">,
  ars: string,
  id: string,
): Promise<readonly CheckResult[] | undefined> {
  const row = await withMunicipality(portal.database, ars, (sql) => findDestination(sql, id));
  const adapter = row && findAdapter(row.adapter, portal.config.mode);
  if (!row || !adapter) return undefined;
  const keys = await keyRingOf(portal, ars);
  const { tools } = openTools(portal);
  const signal = AbortSignal.timeout(checkSeconds * 1000);
  const results = await adapter
    .check(optionsOf(keys, row), tools, signal)
    .catch((error: unknown): readonly CheckResult[] => [
      { what: "reachable", ok: false, detail: error instanceof Error ? error.message : "failed" },
    ]);
  await withMunicipality(portal.database, ars, (sql) =>
    markDestinationChecked(sql, id, results, portal.clock()),
  );
  return results;
}
