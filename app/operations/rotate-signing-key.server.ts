import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Config } from "../platform/config.server.ts";
import { rotateSigningKey as rotate } from "../proof/signing-keys.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

/** Gives a municipality (ARS, AGS or slug) a new key to sign with; undefined where there is no such municipality. */
export async function rotateSigningKey(
  { database, clock, log }: OperatorParts,
  config: Config,
  key: string,
  actor: string,
): Promise<{ readonly municipality: Municipality; readonly kid: string } | undefined> {
  const municipality = await withMunicipality(database, "*", (sql) =>
    findMunicipalityByKey(sql, key),
  );
  if (!municipality) return undefined;
  const { ars } = municipality;
  const kid = await rotate({ database, clock, config }, ars);
  await withMunicipality(database, ars, (sql) =>
    insertAuditEntry(sql, {
      at: clock(),
      ars,
      actor,
      action: "signingKey.rotated",
      subject: kid,
      details: {},
    }),
  );
  log.info("signingKey.rotated", { ars, kid });
  return { municipality, kid };
}
