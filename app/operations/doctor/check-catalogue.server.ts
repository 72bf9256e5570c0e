import { query, type Database } from "#db/connect.ts";
import { countOperators } from "#db/queries/accounts.ts";
import { countMunicipalities } from "#db/queries/municipalities.ts";
import { listCurrentServices, listServiceVersions } from "#db/queries/services.ts";
import type { Config } from "../../platform/config.server.ts";
import { readBundledPackages } from "../bundled-packages.server.ts";
import { stateOfBundled } from "../seed-services.server.ts";
import { ok, warn, type Check } from "./check.ts";

/** Whether there is something to offer, somebody to offer it, and somebody to look after it. */
export async function checkCatalogue(database: Database, { mode }: Config): Promise<Check[]> {
  const [municipalities, services, operators] = await query(database, (sql) =>
    Promise.all([countMunicipalities(sql), listCurrentServices(sql), countOperators(sql)]),
  );
  const offerings = services.reduce((sum, service) => sum + service.offerings, 0);
  return [
    municipalities > 0 && services.length > 0
      ? ok("catalogue", `${services.length} services, ${municipalities} municipalities`)
      : warn("catalogue", "is empty", "start the portal once; it adds what it is delivered with."),
    offerings > 0
      ? ok("offerings", `${offerings} are switched on`)
      : warn("offerings", "no municipality offers anything", "npx einmal offering enable --help"),
    ...(await checkBundled(database)),
    ...(mode === "production" && operators === 0
      ? [warn("staff", "there is no operator account", "npx einmal staff create --help")]
      : []),
  ];
}

async function checkBundled(database: Database): Promise<Check[]> {
  const packages = (await readBundledPackages()).map(({ service }) => service);
  const ids = packages.map(({ id }) => id);
  const stored = await query(database, (sql) => listServiceVersions(sql, ids));
  return packages
    .filter((service) => stateOfBundled(service, stored) === "conflict")
    .map(({ id, version }) =>
      warn(
        "bundled services",
        `${id} ${version} differs from what is stored under this version, which stays in use`,
        'raise "version" in its package under db/seed/services.',
      ),
    );
}
