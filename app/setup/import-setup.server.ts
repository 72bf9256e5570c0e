import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listOfferingDestinations } from "#db/queries/destinations.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { StoredForm } from "#db/queries/listed-services.ts";
import { listOfferingSetups } from "#db/queries/offering-setups.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { importOffering } from "./import-offering.server.ts";
import { importContacts } from "./import-contacts.server.ts";
import { importDestinations } from "./import-destinations.server.ts";
import { importListings, storeForms, type FormsAtHand } from "./import-listings.server.ts";
import { importTown } from "./import-town.server.ts";
import type { Target } from "./import-settings.server.ts";
import { reportOf, type SetupLine, type SetupReport } from "./report.ts";
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

/** What it takes to take a file over. */
export type ImportParts = Pick<
  Portal,
  | "config"
  | "database"
  | "clock"
  | "log"
  | "scanner"
  | "examiner"
  | "storage"
  | "looks"
  | "authorities"
>;

/**
 * Takes a file over into a municipality: everything in one transaction, or nothing where anything in it is wrong, or unknown here
 * (`withoutUnknown`: all the rest then). The report of a dry run is that of the real thing, because it is the real thing, taken back. Done
 * twice, it changes nothing the second time. Undefined where there is no such municipality.
 */
export async function importSetup(
  portal: ImportParts,
  setup: Setup,
  {
    ars,
    dryRun,
    settings,
    withoutUnknown = false,
  }: Pick<Target, "ars" | "settings"> & {
    readonly dryRun: boolean;
    readonly withoutUnknown?: boolean | undefined;
  },
  actor: string,
): Promise<SetupReport | undefined> {
  const around = await askSurroundings(portal);
  const target = { ars, at: portal.clock(), actor, settings, around };
  const forms = await storeForms(portal, ars, setup.listings ?? []);
  // Whatever goes wrong, what nobody notes does not stay.
  let unneeded: readonly StoredForm[] = [...forms.values()].flatMap((one) =>
    one.kind === "stored" ? [one.form] : [],
  );
  try {
    const done = await withMunicipality(portal.database, ars, async (sql) => {
      if (!(await findMunicipality(sql, ars))) return undefined;
      const all = await takeAll(portal, sql, target, setup, forms);
      const { lines } = all;
      if (dryRun || !reportOf(lines, { withoutUnknown }).ok) throw new RolledBack(lines);
      await audit(sql, target, setup, lines);
      return all;
    });
    if (!done) return undefined;
    unneeded = done.unneeded;
    portal.authorities.forget();
    portal.looks.forget();
    portal.log.info("municipality.setupImported", { ars });
    return reportOf(done.lines, { withoutUnknown });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return reportOf(error.lines, { withoutUnknown });
  } finally {
    for (const { storageKey } of unneeded) await portal.storage.delete(storageKey);
  }
}

async function audit(
  sql: Sql,
  { ars, at, actor }: Target,
  { from }: Setup,
  lines: readonly SetupLine[],
): Promise<void> {
  const changes = lines.filter(({ level }) => level === "change").length;
  if (changes === 0) return;
  const action = "municipality.setupImported";
  const details = { from: from.ars, changes };
  await insertAuditEntry(sql, { ars, at, actor, action, subject: ars, details });
}

async function takeAll(
  portal: Pick<Portal, "config">,
  sql: Sql,
  target: Target,
  setup: Setup,
  forms: FormsAtHand,
): Promise<{ readonly lines: readonly SetupLine[]; readonly unneeded: readonly StoredForm[] }> {
  const { ars } = target;
  const { lines, idOf } = await importDestinations(sql, target, setup, portal.config.mode);
  // Before services, which may go online by what stands there.
  const town = await importTown(sql, target, setup, portal.config);
  const contacts = await importContacts(sql, target, setup);
  const setups = new Map((await listOfferingSetups(sql, ars)).map((one) => [one.serviceId, one]));
  const ways = await listOfferingDestinations(sql, ars);
  const offerings: SetupLine[] = [];
  for (const entry of setup.offerings) {
    const standing = {
      setup: setups.get(entry.service),
      ways: ways.filter(({ serviceId }) => serviceId === entry.service),
    };
    const wanted = entry.destinations.flatMap(({ slot, role }) => {
      const destinationId = idOf(slot);
      return destinationId === undefined ? [] : [{ destinationId, role }];
    });
    offerings.push(...(await importOffering(sql, target, entry, standing, wanted)));
  }
  const listings = await importListings(sql, target, setup.listings ?? [], forms);
  return {
    lines: [...lines, ...offerings, ...listings.lines, ...town, ...contacts],
    unneeded: listings.unneeded,
  };
}
