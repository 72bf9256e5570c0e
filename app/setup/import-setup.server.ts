import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listOfferingDestinations } from "#db/queries/destinations.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listOfferingSetups } from "#db/queries/offering-setups.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { importOffering } from "./import-offering.server.ts";
import { importContacts } from "./import-contacts.server.ts";
import { importDestinations } from "./import-destinations.server.ts";
import type { Target } from "./import-settings.server.ts";
import type { SetupLine, SetupReport } from "./report.ts";
import type { Setup } from "./setup-format.v1.ts";

/** Not to be written after all; carries what would have been. */
class RolledBack extends Error {
  override readonly name = "RolledBack";
  readonly lines: readonly SetupLine[];
  constructor(lines: readonly SetupLine[]) {
    super("rolled back");
    this.lines = lines;
  }
}

/**
 * Takes a file over into a municipality: everything in one transaction, or nothing where anything in it is wrong. The report of a dry
 * run is that of the real thing, because it is the real thing, taken back. Done twice, it changes nothing the second time. Undefined
 * where there is no such municipality.
 */
export async function importSetup(
  portal: Pick<Portal, "config" | "database" | "clock" | "log" | "scanner">,
  setup: Setup,
  { ars, dryRun, settings }: Pick<Target, "ars" | "settings"> & { readonly dryRun: boolean },
  actor: string,
): Promise<SetupReport | undefined> {
  const around = await askSurroundings(portal);
  const target = { ars, at: portal.clock(), actor, settings, around };
  try {
    const lines = await withMunicipality(portal.database, ars, async (sql) => {
      if (!(await findMunicipality(sql, ars))) return undefined;
      const done = await takeAll(portal, sql, target, setup);
      if (dryRun || done.some(({ level }) => level === "error")) throw new RolledBack(done);
      const changes = done.filter(({ level }) => level === "change").length;
      if (changes > 0)
        await insertAuditEntry(sql, {
          ars,
          at: target.at,
          actor,
          action: "municipality.setupImported",
          subject: ars,
          details: { from: setup.from.ars, changes },
        });
      return done;
    });
    if (!lines) return undefined;
    portal.log.info("municipality.setupImported", { ars });
    return { ok: true, lines };
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return { ok: error.lines.every(({ level }) => level !== "error"), lines: error.lines };
  }
}

async function takeAll(
  portal: Pick<Portal, "config">,
  sql: Sql,
  target: Target,
  setup: Setup,
): Promise<readonly SetupLine[]> {
  const { ars } = target;
  const { lines, idOf } = await importDestinations(sql, target, setup, portal.config.mode);
  const setups = new Map((await listOfferingSetups(sql, ars)).map((one) => [one.serviceId, one]));
  const ways = await listOfferingDestinations(sql, ars);
  const all: SetupLine[] = [...lines];
  for (const entry of setup.offerings) {
    const standing = {
      setup: setups.get(entry.service),
      ways: ways.filter(({ serviceId }) => serviceId === entry.service),
    };
    const wanted = entry.destinations.flatMap(({ slot, role }) => {
      const destinationId = idOf(slot);
      return destinationId === undefined ? [] : [{ destinationId, role }];
    });
    all.push(...(await importOffering(sql, target, entry, standing, wanted)));
  }
  return [...all, ...(await importContacts(sql, target, setup))];
}
