import type { Sql } from "#db/connect.ts";
import { listScans } from "#db/queries/attachments.ts";
import { listForwardingsOfSubmissions } from "#db/queries/forwardings.ts";
import {
  listInboxServices,
  type InboxCursor,
  type InboxFilter,
  type InboxRow,
} from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { worstOf, type ScanState } from "../domain/scan-state.ts";
import type { SubmissionStatus } from "../domain/submission-status.ts";
import { nameOrder, textIn, type Language } from "../domain/text.ts";
import { ownMunicipalities } from "../identity/own-municipalities.server.ts";
import type { Actor } from "../identity/permissions.ts";
import { forwardingOf, type ShownForwarding } from "./history.ts";

/** Which part of the inbox somebody asks for. */
export interface InboxRequest {
  /** ARS; the first of one's own where absent. */
  readonly municipality?: string;
  readonly status?: SubmissionStatus;
  readonly service?: string;
  /** Tests alone, or none of them; both where absent. */
  readonly test?: boolean;
  /** As typed. */
  readonly reference?: string;
  readonly after?: InboxCursor;
  readonly before?: InboxCursor;
}

/** What a list shows of an application; nothing in it is sealed. */
export interface InboxEntry extends Pick<
  InboxRow,
  "id" | "reference" | "submittedAt" | "status" | "missingUntil" | "test"
> {
  readonly service: string;
  readonly forwarding: ShownForwarding | undefined;
  /** Of the attachments, as far as there is something to tell; undefined where all are clean or there are none. */
  readonly scan: Exclude<ScanState, "clean"> | undefined;
}

export interface NamedService {
  readonly id: string;
  readonly name: string;
}

/** `forbidden`: works in no inbox. `unknown`: not in that one. */
export type NoInbox = { readonly kind: "forbidden" } | { readonly kind: "unknown" };

/** The inbox that somebody asks for, among those in which they work. */
export async function findInbox(
  portal: Portal,
  actor: Actor,
  { municipality: ars }: InboxRequest,
): Promise<
  | {
      readonly kind: "found";
      readonly municipality: Municipality;
      readonly municipalities: readonly Municipality[];
    }
  | NoInbox
> {
  const municipalities = await ownMunicipalities(portal, actor, "submission.read");
  if (municipalities.length === 0) return { kind: "forbidden" };
  const municipality =
    ars === undefined ? municipalities[0] : municipalities.find((own) => own.ars === ars);
  return municipality ? { kind: "found", municipality, municipalities } : { kind: "unknown" };
}

export function filterOf(
  { ars }: Municipality,
  { status, service, reference, test }: InboxRequest,
): InboxFilter {
  return {
    ars,
    ...(test !== undefined && { test }),
    ...(status !== undefined && { statuses: [status] }),
    ...(service !== undefined && { serviceId: service }),
    ...(reference !== undefined && {
      reference: reference.toUpperCase().replace(/[\s–-]/g, ""),
    }),
  };
}

/** The services of which anything was filed, by their present names. */
export async function nameServices(
  sql: Sql,
  ars: string,
  language: Language,
): Promise<readonly NamedService[]> {
  const found = await listInboxServices(sql, ars);
  const compare = nameOrder(language);
  return found
    .map(({ id, name }) => ({ id, name: textIn(name, language) }))
    .sort((left, right) => compare(left.name, right.name));
}

/** Adds to rows what stands elsewhere. */
export async function toEntries(
  sql: Sql,
  rows: readonly InboxRow[],
  services: readonly NamedService[],
): Promise<readonly InboxEntry[]> {
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const ids = rows.map(({ id }) => id);
  const forwardings = Map.groupBy(
    await listForwardingsOfSubmissions(sql, ids),
    ({ submissionId }) => submissionId,
  );
  const scans = Map.groupBy(await listScans(sql, ids), ({ submissionId }) => submissionId);
  const scanOf = (id: string) => {
    const worst = worstOf((scans.get(id) ?? []).map(({ scan }) => scan));
    return worst === "clean" ? undefined : worst;
  };
  return rows.map(({ id, reference, submittedAt, status, serviceId, missingUntil, test }) => ({
    id,
    reference,
    submittedAt,
    status,
    missingUntil,
    test,
    service: names.get(serviceId) ?? serviceId,
    forwarding: forwardingOf(forwardings.get(id) ?? []),
    scan: scanOf(id),
  }));
}
