import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  listWorkpieceFiles,
  replaceWorkpieceFiles,
  updateWorkpiece,
} from "#db/queries/workpieces.ts";
import { fileProblem, type FileProblem } from "../../catalogue/file-problem.ts";
import type { OperatorParts } from "../operator.ts";
import { buildWorkpiece, countFindings, examineWorkpiece, packageFile } from "./build-workpiece.ts";
import { withWorkpiece, type NoWorkpiece } from "./load-workpiece.server.ts";
import { hashOfFiles, readFiles, sortUploads, type UploadedFile } from "./read-source.server.ts";
import { readPackageFile } from "./start-workpiece.server.ts";

export interface Exchange {
  /** Absent: stays as it is; so with all of these. */
  readonly schema?: UploadedFile | undefined;
  /** Code lists and translations; all of those that were there go. */
  readonly others: readonly UploadedFile[];
  readonly package?: UploadedFile | undefined;
  /** Which revision was looked at. */
  readonly revision: number;
}

export type Exchanged =
  | { readonly kind: "exchanged" }
  /** Somebody changed it meanwhile; nothing was stored. */
  | { readonly kind: "changed" }
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] }
  | NoWorkpiece;

/**
 * Puts the next version of the schema, other lists or another `service.json` in the place of those that were there. What the package says
 * of nodes that moved goes along; what would not make a form is refused, and everything stays as it was.
 */
export async function exchangeFiles(
  parts: OperatorParts,
  serviceId: string,
  asked: Exchange,
  actor: string,
): Promise<Exchanged> {
  return withWorkpiece(parts, serviceId, async (sql, found): Promise<Exchanged> => {
    if (found.row.revision !== asked.revision) return { kind: "changed" };
    const before = await listWorkpieceFiles(sql, serviceId);
    const [oldSchema, ...oldOthers] = before.map(({ name, content }) => ({ name, bytes: content }));
    const schema = asked.schema ?? oldSchema;
    if (!schema) throw new Error(`the workpiece ${serviceId} has no schema`);
    const others = asked.others.length > 0 ? asked.others : oldOthers;
    const sorted = await sortUploads(schema, others);
    if (!sorted.ok) return { kind: "refused", problems: sorted.problems };
    const read = readFiles(sorted.files);
    if (!read.ok) return { kind: "refused", problems: read.problems };
    const given = asked.package && (await readPackageFile(asked.package));
    if (given && !given.ok) return { kind: "refused", problems: given.problems };
    const next = given?.package ?? found.package;
    if (next.id !== serviceId) {
      const text = `the file is about "${next.id}"`;
      const problem = { ...fileProblem(packageFile, "otherService", text), path: "id" };
      return { kind: "refused", problems: [problem] };
    }
    const built = buildWorkpiece(read.source, next);
    if (!built.ok) return { kind: "refused", problems: built.problems };
    const at = parts.clock();
    const findings = countFindings(examineWorkpiece(read.source, built).findings);
    const filesHash = hashOfFiles(sorted.files);
    const changed = { changedAt: at, changedBy: actor };
    await updateWorkpiece(sql, { serviceId, package: next, filesHash, findings, ...changed });
    await replaceWorkpieceFiles(sql, serviceId, sorted.files);
    await insertAuditEntry(sql, {
      ...{ at, ars: null, actor, action: "workpiece.exchanged", subject: serviceId },
      details: { schema: read.source.schema.id, version: read.source.schema.version ?? "" },
    });
    return { kind: "exchanged" };
  });
}
