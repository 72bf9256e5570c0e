import { withMunicipality, type Sql } from "#db/connect.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { countMunicipalities } from "#db/queries/municipalities.ts";
import municipalities from "#db/seed/municipalities.json" with { type: "json" };
import { contentHashOf } from "../catalogue/content-hash.server.ts";
import type { DemoAccess } from "../catalogue/portal.server.ts";
import { readBundledPackages } from "./bundled-packages.server.ts";
import { certifyServices, storeAccessibility } from "./certify-services.server.ts";
import type { OperatorParts } from "./operator.ts";
import { seedDemoAccounts, seedDemoOfferings } from "./seed-demo.server.ts";
import { seedServices } from "./seed-services.server.ts";

/**
 * Gives a portal what it starts with: some municipalities where there are none, the bundled services, and in the demo
 * offerings and accounts. Safe to call at every start and from several processes; what people changed since stays.
 */
export async function seed(parts: OperatorParts, demo: DemoAccess | undefined): Promise<void> {
  const packages = await readBundledPackages();
  await withMunicipality(parts.database, "*", async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('seed'))`;
    await seedMunicipalities(tx, parts);
    await seedServices(
      tx,
      parts,
      packages.map(({ service }) => service),
    );
    await certifyServices(tx, parts);
    for (const { service, accessibility } of packages) {
      const version = { id: service.id, contentHash: contentHashOf(service) };
      if (accessibility) await storeAccessibility(tx, version, accessibility);
    }
    if (demo !== undefined) await seedDemoOfferings(tx, parts);
  });
  if (demo !== undefined) await seedDemoAccounts(parts, demo);
}

async function seedMunicipalities(tx: Sql, { log }: OperatorParts): Promise<void> {
  if ((await countMunicipalities(tx)) > 0) return;
  await addMunicipalities(tx, municipalities);
  log.info("municipalities.seeded", { count: municipalities.length });
}
