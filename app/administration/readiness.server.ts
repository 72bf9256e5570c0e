import { setTimeout as pause } from "node:timers/promises";
import { withMunicipality } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { readReadiness } from "../catalogue/readiness.server.ts";
import { highestOf } from "../domain/assurance.ts";
import type { Municipality } from "../domain/municipality.ts";
import {
  judgeReadiness,
  lightOf,
  type Light,
  type ReadinessCheck,
  type ReadinessFacts,
} from "../domain/readiness.ts";
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
  const servers = await askServers(portal);
  return withMunicipality(portal.database, key.ars, async (sql) => {
    const municipality = await findMunicipality(sql, key.ars);
    const at = portal.clock();
    const stored = municipality && (await readReadiness(sql, key, at));
    if (!stored) return { kind: "unknown" };
    const { service, revision, facts } = stored;
    const { identityProvider } = portal.config;
    const given = highestOf(identityProvider?.levels.values() ?? []);
    const signIn = { needed: service.assurance ?? "none", given };
    const checks = judgeReadiness({ ...facts, ...servers, signIn });
    return {
      kind: "readiness",
      municipality,
      service,
      version: offeredVersion(service.version, revision),
      at,
      light: lightOf(checks),
      checks,
    };
  });
}

/** Milliseconds after which a server counts as silent. */
const patience = 3000;

async function askServers({
  mailer,
  scanner,
}: Portal): Promise<Pick<ReadinessFacts, "mail" | "scanner">> {
  const silent = { ok: false, detail: "no answer" };
  const soon = async (asked: Promise<{ readonly ok: boolean; readonly detail: string }>) => {
    const stop = new AbortController();
    const late = pause(patience, silent, { signal: stop.signal, ref: false }).catch(() => silent);
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) };
    } finally {
      stop.abort();
    }
  };
  const [mail, scan] = await Promise.all([
    mailer && soon(mailer.check()),
    scanner && soon(scanner.version().then((detail) => ({ ok: true, detail }))),
  ]);
  return { mail, scanner: scan };
}
