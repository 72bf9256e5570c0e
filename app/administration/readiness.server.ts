import { withMunicipality } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import {
  askHost,
  askMailboxes,
  askMailer,
  askSurroundings,
} from "../catalogue/ask-servers.server.ts";
import { judgeStored, readReadiness } from "../catalogue/readiness.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Light, ReadinessCheck } from "../domain/readiness-check.ts";
import { lightOf } from "../domain/readiness.ts";
import { offeredVersion, type OfferingKey } from "../domain/revision.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { can, type Actor } from "../identity/permissions.ts";

export interface Readiness {
  readonly kind: "readiness";
  readonly municipality: Municipality;
  readonly service: ServiceDefinition;
  /** With the number of the municipality's own settings, e.g. `1.2.0+7`. */
  readonly version: string;
  readonly at: Date;
  readonly light: Light;
  readonly checks: readonly ReadinessCheck[];
}

/** Whether an offering may go online, and what keeps it: looked at now, servers included. */
export async function loadReadiness(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<Readiness | { readonly kind: "unknown" }> {
  if (!can(actor, "overlay.read", key.ars)) return { kind: "unknown" };
  const found = await withMunicipality(portal.database, key.ars, async (sql) => {
    const municipality = await findMunicipality(sql, key.ars);
    const stored = municipality && (await readReadiness(sql, key, portal.clock()));
    return stored && { municipality, stored };
  });
  if (!found) return { kind: "unknown" };
  const { municipality, stored } = found;
  // Outside of the transaction: they may take their time.
  const [around, mail, mailboxes, host] = await Promise.all([
    askSurroundings(portal),
    askMailer(portal),
    askMailboxes(portal, stored.addresses),
    askHost(portal, stored.host),
  ]);
  const { service, revision, facts } = stored;
  const checks = judgeStored(stored, around, { mail, mailboxes, host });
  return {
    kind: "readiness",
    municipality,
    service,
    version: offeredVersion(service.version, revision),
    at: facts.now,
    light: lightOf(checks),
    checks,
  };
}
