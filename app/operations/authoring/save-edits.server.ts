import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { updateWorkpiece } from "#db/queries/workpieces.ts";
import type { FileProblem } from "../../catalogue/file-problem.ts";
import { problemOfIssue } from "../../catalogue/read-package.server.ts";
import { servicePackageSchema } from "../../fim/package.ts";
import type { OperatorParts } from "../operator.ts";
import {
  buildWorkpiece,
  countFindings,
  examineWorkpiece,
  packageFile,
  type Built,
} from "./build-workpiece.ts";
import { withWorkpiece, type NoWorkpiece, type Workpiece } from "./load-workpiece.server.ts";
import {
  joinPackageEdits,
  type PackageClash,
  type PackageEdits,
  type SeenSayings,
} from "./places.ts";

export interface TypedEdits {
  readonly seen: SeenSayings;
  readonly edits: PackageEdits;
}

export type Edited =
  /** What of it somebody else set meanwhile, differently, was not saved. */
  | { readonly kind: "saved"; readonly clashes: readonly PackageClash[] }
  /** Nothing was saved: the form would not work. */
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] }
  | NoWorkpiece;

/** Writes what was typed into the package, joined with what others saved meanwhile; refused where no working form comes of it. */
export async function saveEdits(
  parts: OperatorParts,
  serviceId: string,
  typed: TypedEdits,
  actor: string,
): Promise<Edited> {
  return withWorkpiece(parts, serviceId, async (sql, found): Promise<Edited> => {
    const { joined, clashes, changed } = joinPackageEdits(found.package, typed.seen, typed.edits);
    if (changed.length === 0) return { kind: "saved", clashes };
    const tried = tryPackage(found, joined);
    if (!tried.ok) return { kind: "refused", problems: tried.problems };
    const { package: next, built } = tried;
    const at = parts.clock();
    await updateWorkpiece(sql, {
      ...{ serviceId, package: next, filesHash: found.row.filesHash },
      findings: countFindings(examineWorkpiece(found.source, built).findings),
      ...{ changedAt: at, changedBy: actor },
    });
    await insertAuditEntry(sql, {
      ...{ at, ars: null, actor, action: "workpiece.changed", subject: serviceId },
      details: { places: changed.slice(0, 100).join(" ") },
    });
    return { kind: "saved", clashes };
  });
}

export type TriedPackage =
  | {
      readonly ok: true;
      readonly package: Workpiece["package"];
      readonly built: Extract<Built, { ok: true }>;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** What another package would make of a workpiece, without storing anything. */
export function tryPackage({ source }: Pick<Workpiece, "source">, given: object): TriedPackage {
  const parsed = servicePackageSchema.safeParse(given);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => problemOfIssue(packageFile, issue)),
    };
  const built = buildWorkpiece(source, parsed.data);
  return built.ok ? { ok: true, package: parsed.data, built } : built;
}
