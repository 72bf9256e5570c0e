import { withMunicipality, type Sql } from "#db/connect.ts";
import { findCaptureByToken, type CaptureRow } from "#db/queries/captures.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findOffering } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { fileRules, type FileRules } from "../domain/file-limits.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Text } from "../domain/text.ts";
import { hashOf } from "./capture-key.server.ts";

/** A phone's link that works. */
export interface FoundCapture {
  readonly capture: CaptureRow;
  readonly token: string;
  readonly label: Text;
  readonly town: Municipality;
  readonly rules: FileRules;
}

/** Finds what a link is for; undefined where it is over, ended or none. */
export async function findCapture(
  portal: Portal,
  token: string,
): Promise<FoundCapture | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const found = await withMunicipality(portal.database, "*", async (sql) => {
    const capture = await findCaptureByToken(sql, hashOf(token), portal.clock());
    return capture && { capture, town: await findMunicipality(sql, capture.ars) };
  });
  if (!found?.town) return undefined;
  const { capture, town } = found;
  const offered = await findOffering(portal, town.slug, capture.serviceId);
  if (offered.kind !== "offered") return undefined;
  const node = offered.offering.nodes.get(capture.path.replace(/:[^/]+/g, ""))?.node;
  if (node?.type !== "field" || node.kind !== "file") return undefined;
  const rules = fileRules(node.options);
  return { capture, token, label: node.label, town, rules };
}

/** Does work within the municipality of a capture. */
export function inTown<T>(
  portal: Portal,
  { ars }: CaptureRow,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  return withMunicipality(portal.database, ars, work);
}
