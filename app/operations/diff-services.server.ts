import { query, withMunicipality } from "#db/connect.ts";
import { countDraftsOfVersion } from "#db/queries/drafts.ts";
import { listOfferingsOfPortal } from "#db/queries/offerings.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { fileProblem, type FileProblem } from "../catalogue/file-problem.ts";
import { compileOffering } from "../domain/offering.ts";
import { serviceSchema, type ServiceDefinition } from "../domain/service.ts";
import { diffService, type ServiceDiff } from "../domain/versions/diff-service.ts";
import type { OperatorParts } from "./operator.ts";
import { readServiceFiles } from "./read-service-files.server.ts";

/** Whom a step from the one version to the other touches in this portal. */
export interface TouchedByDiff {
  /** Municipalities that have the service switched on. */
  readonly offerings: number;
  /** Drafts that began with the older version. */
  readonly drafts: number;
}
export type DiffOutcome =
  | {
      readonly ok: true;
      readonly before: ServiceDefinition;
      readonly after: ServiceDefinition;
      readonly diff: ServiceDiff;
      /** Only where the older version was taken from the catalogue. */
      readonly touched: TouchedByDiff | undefined;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * Compares two versions of a service. Each is a file or folder as `readServiceFiles` takes it, or `<id>@<version>` of
 * the catalogue; the database is opened for these alone.
 */
export async function diffServices(
  [from, to]: readonly [string, string],
  codeLists: readonly string[],
  open: () => Promise<OperatorParts>,
): Promise<DiffOutcome> {
  const before = await find(from, codeLists, open);
  const after = await find(to, codeLists, open);
  const problems = [before, after].flatMap((one) => (one.ok ? [] : one.problems));
  if (!before.ok || !after.ok) return { ok: false, problems };
  return {
    ok: true,
    before: before.service,
    after: after.service,
    diff: diffService(compileOffering(before.service), compileOffering(after.service)),
    touched: catalogued.test(from) ? await touchedBy(await open(), before.service) : undefined,
  };
}

const catalogued = /^([a-z0-9-]+)@([\d.]+)$/;

type Found =
  | { readonly ok: true; readonly service: ServiceDefinition }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

async function find(
  place: string,
  codeLists: readonly string[],
  open: () => Promise<OperatorParts>,
): Promise<Found> {
  const [, id, version] = catalogued.exec(place) ?? [];
  if (id === undefined || version === undefined)
    return readServiceFiles({ path: place, codeLists });
  const { database } = await open();
  const stored = await query(database, (sql) => findServiceDefinition(sql, id, version));
  if (!stored) {
    const message = "the catalogue has no such version of a service";
    return { ok: false, problems: [fileProblem(place, "notFound", message)] };
  }
  // Versions from before a member was added get its default.
  return { ok: true, service: serviceSchema.parse(stored) };
}

async function touchedBy(
  { database }: OperatorParts,
  { id, version }: ServiceDefinition,
): Promise<TouchedByDiff> {
  return withMunicipality(database, "*", async (sql) => {
    const offerings = await listOfferingsOfPortal(sql, { serviceId: id });
    return {
      offerings: offerings.filter(({ enabled }) => enabled).length,
      drafts: await countDraftsOfVersion(sql, id, version),
    };
  });
}
