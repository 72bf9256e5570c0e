import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { hasOffering } from "#db/queries/offerings.ts";
import { findPublishedRevision, lockOffering } from "#db/queries/revisions.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { publishRevision } from "../catalogue/publish-revision.server.ts";
import { feeTableOf, feeTableSchema, type FeeEntry, type FeeTable } from "../domain/fees/fee.ts";
import type { Municipality } from "../domain/municipality.ts";
import { applyOverlay } from "../domain/overlay/apply-overlay.ts";
import { checkOverlay, type OverlayProblem } from "../domain/overlay/check-overlay.ts";
import { editOverlay } from "../domain/overlay/edit-overlay.ts";
import { noOverlay, type Overlay } from "../domain/overlay/overlay.ts";
import type { ServiceProblem } from "../domain/service-problem.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

export type FeeTableOutcome =
  | {
      readonly outcome: "shown" | "changed";
      readonly municipality: Municipality;
      /** The table that counts. */
      readonly table: FeeTable;
      /** Names of the entries that the municipality has set itself. */
      readonly own: readonly string[];
    }
  | { readonly outcome: "unknownMunicipality" | "unknownService" | "notOffered" | "noFees" }
  /** Not a fee table at all, with the place in it. */
  | { readonly outcome: "malformed"; readonly problem: string }
  | { readonly outcome: "refused"; readonly problems: readonly ServiceProblem[] };

/**
 * Shows the fee table of an offering, or sets the municipality's entries of it (`{}`: those of the service count again).
 * The municipality is named by ARS, AGS or slug. Live at once; what was filed keeps its fees.
 */
export async function feeTable(
  { database, clock, log }: OperatorParts,
  asked: { readonly municipality: string; readonly serviceId: string; readonly table?: unknown },
  actor: string,
): Promise<FeeTableOutcome> {
  const { serviceId } = asked;
  return withMunicipality(database, "*", async (sql): Promise<FeeTableOutcome> => {
    const municipality = await findMunicipalityByKey(sql, asked.municipality);
    if (!municipality) return { outcome: "unknownMunicipality" };
    const { ars } = municipality;
    if (!(await findServiceDefinition(sql, serviceId))) return { outcome: "unknownService" };
    await lockOffering(sql, { ars, serviceId });
    const published = await findPublishedRevision(sql, { ars, serviceId });
    const service = await findServiceDefinition(sql, serviceId, published?.serviceVersion);
    if (!service?.fees) return { outcome: "noFees" };
    if (!(await hasOffering(sql, ars, serviceId))) return { outcome: "notOffered" };
    const before = published?.overlay ?? noOverlay;
    const found = (overlay: Overlay) => {
      const { fees } = applyOverlay(service, overlay);
      return {
        municipality,
        table: fees ? feeTableOf(fees) : {},
        own: Object.keys(feesIn(overlay)),
      };
    };
    if (asked.table === undefined) return { outcome: "shown", ...found(before) };
    const read = feeTableSchema.safeParse(asked.table);
    if (!read.success) {
      const [issue] = read.error.issues;
      return {
        outcome: "malformed",
        problem: `${issue?.path.join("/") ?? ""}: ${issue?.message ?? ""}`,
      };
    }
    const overlay = withFees(service, before, read.data);
    const problems = checkOverlay(service, overlay).map(feeProblem);
    if (problems.length > 0) return { outcome: "refused", problems };
    const at = clock();
    const action = "offering.feesChanged";
    await publishRevision(
      sql,
      { ars, serviceId },
      { serviceVersion: service.version, basedOn: published?.number ?? null, overlay },
      { at, actor, note: "" },
    );
    const details = {
      before: JSON.stringify(feesIn(before)),
      after: JSON.stringify(feesIn(overlay)),
    };
    await insertAuditEntry(sql, { at, ars, actor, action, subject: serviceId, details });
    log.info(action, { ars, service: serviceId });
    return { outcome: "changed", ...found(overlay) };
  });
}

/** The overlay with these fees in place of those that it has. */
function withFees(service: ServiceDefinition, overlay: Overlay, table: FeeTable): Overlay {
  const edits = new Map<string, FeeEntry | undefined>([
    ...Object.keys(feesIn(overlay)).map((name) => [`fee:${name}`, undefined] as const),
    ...Object.entries(table).map(([name, entry]) => [`fee:${name}`, entry] as const),
  ]);
  const edited = editOverlay(service, overlay, edits);
  // What the service does not know stays in, so that it is refused and not passed over.
  const unknown = [...edits].filter(([name, entry]) => entry && !isKnown(service, name));
  return {
    ...edited,
    ...Object.fromEntries(
      unknown.map(([name, entry]) => [name, { value: entry ?? null, base: null }]),
    ),
  };
}

function isKnown({ fees }: ServiceDefinition, name: string): boolean {
  return Object.hasOwn(fees?.table ?? {}, name.slice("fee:".length));
}

/** What a municipality has set of the fees, by the names of the entries. */
function feesIn(overlay: Overlay): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(overlay)
      .filter(([name]) => name.startsWith("fee:"))
      .map(([name, { value }]) => [name.slice("fee:".length), value]),
  );
}

function feeProblem(problem: OverlayProblem): ServiceProblem {
  if (problem.code === "breaks") return problem.problem;
  const path = problem.place.replace(/^fee:/, "fees/");
  return {
    code: "feeEntry",
    path,
    detail: problem.code === "value" ? problem.detail : "no such entry",
  };
}
