import { withMunicipality, type Database } from "#db/connect.ts";
import { listAllDataKeys } from "#db/queries/data-keys.ts";
import { openDataKey } from "../../catalogue/portal.server.ts";
import type { Config } from "../../platform/config.server.ts";
import { DecryptionError } from "../../platform/crypto.server.ts";
import { fail, ok, type Check } from "./check.ts";

/** Whether the master key opens every stored data key: with another one, applications cannot be read. */
export async function checkMasterKey(
  database: Database,
  { masterKey }: Pick<Config, "masterKey">,
): Promise<Check> {
  const name = "master key";
  const keys = await withMunicipality(database, "*", (tx) => listAllDataKeys(tx));
  const closed = keys.filter(({ wrapped }) => !opens(masterKey, wrapped)).map(({ ars }) => ars);
  if (closed.length === 0) return ok(name, `opens all ${keys.length} data keys`);
  return fail(
    name,
    `does not open ${closed.length} of ${keys.length} data keys (${closed.slice(0, 5).join(", ")})`,
    "set MASTER_KEY to the one that was in use when they were made; look into the backup. Without it these applications are lost.",
  );
}

function opens(masterKey: Buffer, wrapped: Buffer): boolean {
  try {
    openDataKey(masterKey, wrapped);
    return true;
  } catch (error) {
    if (error instanceof DecryptionError) return false;
    throw error;
  }
}
