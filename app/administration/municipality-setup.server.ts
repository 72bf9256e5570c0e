import { query } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { exportSetup } from "../setup/export-setup.server.ts";
import { importSetup } from "../setup/import-setup.server.ts";
import type { SetupReport } from "../setup/report.ts";
import { readSetup, type Setup, type SetupProblem } from "../setup/setup-format.v1.ts";

/** The municipality of whose set-up the page is. Undefined where somebody does not administer it. */
export async function loadSetupPage(
  { database }: Portal,
  actor: Actor,
  ars: string,
): Promise<Municipality | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  return query(database, (sql) => findMunicipality(sql, ars));
}

/** Everything that a municipality has set up, as a file. Undefined where somebody does not administer it. */
export async function downloadSetup(
  portal: Portal,
  actor: Actor,
  ars: string,
): Promise<Setup | undefined> {
  return can(actor, "offering.change", ars) ? exportSetup(portal, ars) : undefined;
}

export type UploadedSetup =
  | { readonly kind: "unknown" }
  | { readonly kind: "malformed"; readonly problems: readonly SetupProblem[] }
  | {
      readonly kind: "report";
      readonly from: Setup["from"];
      readonly report: SetupReport;
    };

/**
 * Tells what a file would change (`dryRun`), or takes it over. What it sets about services becomes drafts, which somebody else releases:
 * an upload is no way round that. `withoutUnknown`: what is unknown here may be left out.
 */
export async function uploadSetup(
  portal: Portal,
  actor: Actor,
  upload: {
    readonly ars: string;
    readonly text: string;
    readonly dryRun: boolean;
    readonly withoutUnknown: boolean;
  },
): Promise<UploadedSetup> {
  const { ars, text, dryRun, withoutUnknown } = upload;
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const read = readSetup(text);
  if (!read.ok) return { kind: "malformed", problems: read.problems };
  const report = await importSetup(
    portal,
    read.setup,
    { ars, dryRun, settings: "draft", withoutUnknown },
    actor.accountId,
  );
  return report ? { kind: "report", from: read.setup.from, report } : { kind: "unknown" };
}
