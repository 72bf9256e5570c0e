import { query } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findServiceDefinition, listServiceVersions } from "#db/queries/services.ts";
import { setWorkpieceReleased, updateWorkpiece } from "#db/queries/workpieces.ts";
import { contentHashOf } from "../../catalogue/content-hash.server.ts";
import type { FileProblem } from "../../catalogue/file-problem.ts";
import { dayOf } from "../../domain/deadline.ts";
import { compileOffering } from "../../domain/offering.ts";
import { certify, type Certificate } from "../../domain/paths/certificate.ts";
import { serviceSchema, type ServiceDefinition } from "../../domain/service.ts";
import { diffService, type ServiceDiff } from "../../domain/versions/diff-service.ts";
import { importService } from "../import-service.server.ts";
import type { OperatorParts } from "../operator.ts";
import { rehearseService } from "../rehearse-service.ts";
import { packageFile } from "./build-workpiece.ts";
import {
  loadWorkpiece,
  withWorkpiece,
  type NoWorkpiece,
  type Workpiece,
} from "./load-workpiece.server.ts";
import { compareVersions, proposeVersion } from "./next-version.ts";
import { tryPackage } from "./save-edits.server.ts";

/** A workpiece beside the version that counts. */
export interface WorkpieceDiff {
  /** Absent where the catalogue has no version yet. */
  readonly before?: ServiceDefinition;
  readonly diff: ServiceDiff;
  /** Of all versions in the catalogue. */
  readonly highest: string | undefined;
}

const nothingChanged: ServiceDiff = { changes: [], breaksDrafts: false, breaksReceivers: false };

/** What the workpiece would change for those who have the version that counts. */
export async function diffWorkpiece(
  { database }: Pick<OperatorParts, "database">,
  { row, built }: Workpiece,
): Promise<WorkpieceDiff> {
  return query(database, async (sql) => {
    const versions = await listServiceVersions(sql, [row.serviceId]);
    const highest = versions
      .map(({ version }) => version)
      .sort(compareVersions)
      .at(-1);
    const stored = await findServiceDefinition(sql, row.serviceId);
    if (!stored) return { diff: nothingChanged, highest };
    const before = serviceSchema.parse(stored);
    const diff = diffService(compileOffering(before), compileOffering(built.service));
    return { before, diff, highest };
  });
}

/** What is found out before a version is made of a workpiece. */
export interface Inspection extends WorkpieceDiff {
  readonly proposed: string;
  readonly certificate: Certificate;
  /** Where example persons do not get through. */
  readonly stumbles: readonly FileProblem[];
}

/** Lets example persons walk and looks for dead ends; takes up to seconds for the largest services. */
export async function inspectWorkpiece(
  parts: Pick<OperatorParts, "database" | "clock">,
  found: Workpiece,
): Promise<Inspection> {
  const told = await diffWorkpiece(parts, found);
  const { service } = found.built;
  const at = parts.clock();
  const about = {
    contentHash: contentHashOf(service),
    today: dayOf(at),
    computedAt: at.toISOString(),
  };
  return {
    ...told,
    proposed: proposeVersion(told.highest, told.diff),
    certificate: certify(compileOffering(service), about),
    stumbles: rehearseService(service, packageFile, at).refusals,
  };
}

export interface Publication {
  readonly version: string;
  /** Into the catalogue without letting it count yet. */
  readonly stage: boolean;
  /** Which revision was looked at. */
  readonly revision: number;
  /** How many critical findings somebody has seen and takes upon them. */
  readonly accepted: number;
}

export type Published =
  | {
      readonly kind: "published";
      readonly version: string;
      readonly isCurrent: boolean;
      readonly switchId: string | undefined;
    }
  /** Somebody changed the workpiece since it was looked at. */
  | { readonly kind: "changed" }
  | { readonly kind: "badVersion" }
  | { readonly kind: "notHigher"; readonly highest: string }
  /** Critical findings of the doctor that nobody took upon them. */
  | { readonly kind: "critical"; readonly count: number }
  | { readonly kind: "deadEnds"; readonly count: number }
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] }
  | NoWorkpiece;

/** Makes a version of a workpiece and puts it into the catalogue, as an import does; or tells why not. */
export async function publishWorkpiece(
  parts: OperatorParts,
  serviceId: string,
  asked: Publication,
  actor: string,
): Promise<Published> {
  const found = await loadWorkpiece(parts, serviceId);
  if (found.kind !== "workpiece") return found;
  if (found.row.revision !== asked.revision) return { kind: "changed" };
  const { version } = asked;
  if (!/^\d{1,5}(\.\d{1,5}){0,3}$/.test(version)) return { kind: "badVersion" };
  const inspected = await inspectWorkpiece(parts, found);
  const { highest, certificate } = inspected;
  if (highest !== undefined && compareVersions(version, highest) <= 0)
    return { kind: "notHigher", highest };
  const { critical } = found.row.findings as { readonly critical: number };
  if (critical > asked.accepted) return { kind: "critical", count: critical };
  if (certificate.deadEnds.length > 0)
    return { kind: "deadEnds", count: certificate.deadEnds.length };
  const tried = tryPackage(found, { ...found.package, version });
  if (!tried.ok) return { kind: "refused", problems: tried.problems };
  const read = { ok: true as const, service: tried.built.service, idGiven: true, warnings: [] };
  const request = { path: packageFile, replace: false, stage: asked.stage };
  const imported = await importService(parts, read, request, actor);
  if (!imported.ok) return { kind: "refused", problems: imported.problems };
  await noteRelease(parts, found, version, actor);
  const { isCurrent, switchId } = imported;
  return { kind: "published", version, isCurrent, switchId };
}

/** The package says from now on which version it is; what somebody saved meanwhile stays and belongs to the next one. */
async function noteRelease(
  parts: OperatorParts,
  { row: { serviceId, revision } }: Workpiece,
  version: string,
  actor: string,
): Promise<void> {
  const at = parts.clock();
  await withWorkpiece(parts, serviceId, async (sql, { row, package: now }) => {
    const { filesHash, findings, changedAt, changedBy } = row;
    const next = { ...now, version };
    await updateWorkpiece(sql, {
      ...{ serviceId, package: next, filesHash, findings, changedAt, changedBy },
    });
    const isSame = row.revision === revision;
    await setWorkpieceReleased(sql, serviceId, {
      version,
      revision: isSame ? revision + 1 : revision,
    });
    const details = { version };
    const action = "workpiece.published";
    await insertAuditEntry(sql, { at, ars: null, actor, action, subject: serviceId, details });
  });
}
