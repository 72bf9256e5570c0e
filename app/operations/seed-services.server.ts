import type { Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  findCurrentVersion,
  listServiceVersions,
  upsertService,
  type ServiceVersion,
} from "#db/queries/services.ts";
import { contentHashOf } from "../catalogue/content-hash.server.ts";
import { followImport } from "../catalogue/switch/follow-import.server.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import type { OperatorParts } from "./operator.ts";

/** `theirs`: the operator imported a service of their own under this address, which stays. */
export type BundledState = "new" | "known" | "conflict" | "theirs";

/** How a bundled service stands to what is stored. */
export function stateOfBundled(
  service: ServiceDefinition,
  stored: readonly ServiceVersion[],
): BundledState {
  const versions = stored.filter(({ id }) => id === service.id);
  const same = versions.find(({ version }) => version === service.version);
  if (same) return same.contentHash === contentHashOf(service) ? "known" : "conflict";
  const imported = versions.some(({ isCurrent, source }) => isCurrent && source === "import");
  return imported ? "theirs" : "new";
}

/**
 * Adds bundled services of a version that is not known yet. A known version never changes, because drafts and
 * applications point at it: if a package differs from what is stored under its version, the stored one stays in use and
 * `service.conflict` is logged, until the package gets a new version.
 */
export async function seedServices(
  tx: Sql,
  { clock, log }: OperatorParts,
  packages: readonly ServiceDefinition[],
): Promise<void> {
  const stored = await listServiceVersions(
    tx,
    packages.map(({ id }) => id),
  );
  for (const service of packages) {
    const { id, version } = service;
    const state = stateOfBundled(service, stored);
    if (state === "conflict")
      log.warn("service.conflict", {
        service: id,
        version,
        remedy: `raise "version" in the package; until then the stored ${version} stays in use`,
      });
    if (state === "new") await add(tx, service, clock());
  }
}

async function add(tx: Sql, service: ServiceDefinition, at: Date): Promise<void> {
  const contentHash = contentHashOf(service);
  const before = await findCurrentVersion(tx, service.id);
  const outcome = await upsertService(tx, {
    definition: service,
    source: "package",
    contentHash,
    importedAt: at,
  });
  const { id: serviceId, version } = service;
  await followImport(tx, { serviceId, before, version, at, actor: "seed" });
  await insertAuditEntry(tx, {
    at,
    ars: null,
    actor: "seed",
    action: "service.imported",
    subject: service.id,
    details: { version: service.version, outcome, contentHash, openPoints: 0 },
  });
}
