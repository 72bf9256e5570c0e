import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  findCurrentVersion,
  listServiceVersions,
  upsertService,
  type ServiceVersion,
} from "#db/queries/services.ts";
import { contentHashOf } from "../catalogue/content-hash.server.ts";
import type { FileProblem } from "../catalogue/file-problem.ts";
import { followImport } from "../catalogue/switch/follow-import.server.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { certifyServices, storeAccessibility } from "./certify-services.server.ts";
import { rehearseService } from "./rehearse-service.ts";
import type { OperatorParts } from "./operator.ts";
import type { ReadService } from "./read-service-files.server.ts";

type ServiceRead = Extract<ReadService, { ok: true }>;

/** `added`: a new version. `current`: a known version, made current again. */
export type ImportServiceOutcome =
  | {
      readonly ok: true;
      readonly outcome: "added" | "current" | "unchanged";
      /** Whether it is the version that counts for new applications. */
      readonly isCurrent: boolean;
      /** The switch by which municipalities with settings of their own follow; undefined where none has to. */
      readonly switchId: string | undefined;
      readonly service: ServiceDefinition;
      readonly warnings: readonly FileProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

export interface ImportServiceRequest {
  /** Where it was read from. */
  readonly path: string;
  /** Lets another schema take over the address of a service that is there. */
  readonly replace: boolean;
  /** Leaves the version current that is; `service switch` changes it. */
  readonly stage?: boolean;
}

/**
 * Puts what was read into the catalogue, as the current version of its service or staged: completely or not at all. Before that,
 * example persons go through it; where a page keeps one from getting through, nothing is stored.
 */
export async function importService(
  parts: OperatorParts,
  read: ServiceRead,
  request: ImportServiceRequest,
  actor: string,
): Promise<ImportServiceOutcome> {
  const { database, clock, log } = parts;
  const rehearsal = rehearseService(read.service, request.path, clock());
  if (rehearsal.refusals.length > 0) return { ok: false, problems: rehearsal.refusals };
  return withMunicipality(database, "*", async (tx): Promise<ImportServiceOutcome> => {
    const placed = await place(tx, read, request);
    if ("problem" in placed) return { ok: false, problems: [placed.problem] };
    const { service } = placed;
    const contentHash = contentHashOf(service);
    const importedAt = clock();
    const before = await findCurrentVersion(tx, service.id);
    const outcome = await upsertService(
      tx,
      { definition: service, source: "import", contentHash, importedAt },
      { staged: request.stage ?? false },
    );
    if (outcome === "conflict")
      return { ok: false, problems: [conflict(request.path, service, placed.versions)] };
    await certifyServices(tx, parts);
    const current = await findCurrentVersion(tx, service.id);
    const switchId = await followImport(tx, {
      serviceId: service.id,
      before,
      version: current ?? service.version,
      at: importedAt,
      actor,
    });
    const stale =
      read.accessibility !== undefined &&
      !(await storeAccessibility(tx, { id: service.id, contentHash }, read.accessibility));
    if (outcome !== "unchanged") {
      const { id, version, openPoints } = service;
      await insertAuditEntry(tx, {
        at: importedAt,
        ars: null,
        actor,
        action: "service.imported",
        subject: id,
        details: {
          version,
          outcome,
          contentHash,
          openPoints: openPoints.length,
          current: current === version,
        },
      });
      log.info("service.imported", { service: id, version, outcome });
    }
    return {
      ok: true,
      outcome,
      isCurrent: current === service.version,
      switchId,
      service,
      warnings: [
        ...read.warnings,
        ...rehearsal.warnings,
        ...(stale ? [staleCheck(request.path)] : []),
      ],
    };
  });
}

type Placed =
  | { readonly service: ServiceDefinition; readonly versions: readonly ServiceVersion[] }
  | { readonly problem: FileProblem };

/** Finds the address: one that another schema has is not taken over by accident. */
async function place(
  tx: Sql,
  { service, idGiven }: ServiceRead,
  { path, replace }: ImportServiceRequest,
): Promise<Placed> {
  const ids = idGiven ? [service.id] : [service.id, longerId(service)];
  const known = await listServiceVersions(tx, ids);
  const versionsOf = (id: string) => known.filter((one) => one.id === id);
  const free = ids.find((id) =>
    versionsOf(id).every(({ fimId }) => replace || fimId === (service.fim?.id ?? null)),
  );
  if (free !== undefined) return { service: { ...service, id: free }, versions: versionsOf(free) };
  const other = versionsOf(service.id)[0]?.fimId;
  return {
    problem: {
      file: path,
      code: "otherService",
      message: `the address "${service.id}" belongs to ${other ?? "a service without a FIM schema"} already`,
      remedy: "choose another address with --id, or let this one take its place with --replace.",
    },
  };
}

/** With the schema's id behind the name, at most 60 characters. */
function longerId({ id, fim }: ServiceDefinition): string {
  const suffix = (fim?.id ?? "2").toLowerCase();
  return `${id.slice(0, 59 - suffix.length).replace(/-+$/, "")}-${suffix}`;
}

function staleCheck(file: string): FileProblem {
  return {
    file,
    code: "staleAccessibility",
    message: "accessibility.json is about other content than this, so it is not taken over",
    remedy: "have the package looked at again: npm run certify -- <folder>.",
  };
}

function conflict(
  file: string,
  { id, version }: ServiceDefinition,
  versions: readonly ServiceVersion[],
): FileProblem {
  return {
    file,
    code: "conflict",
    message: `${id} ${version} is in the catalogue already, with other content; versions never change, because applications point at them`,
    remedy: `import it as a version of its own: --version ${nextVersion(version, versions)}.`,
  };
}

/** 1.0 → 1.0.1; a version has at most four numbers, the last of which then counts up. */
function nextVersion(version: string, versions: readonly ServiceVersion[]): string {
  const taken = new Set(versions.map((one) => one.version));
  const parts = version.split(".");
  const base = parts.length < 4 ? parts : parts.slice(0, 3);
  for (let number = Number(parts[3] ?? 0) + 1; ; number += 1) {
    const next = [...base, number].join(".");
    if (!taken.has(next)) return next;
  }
}
