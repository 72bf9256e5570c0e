import { withMunicipality, type Sql } from "#db/connect.ts";
import { listForwardingsOfSubmissions, type ForwardingRow } from "#db/queries/forwardings.ts";
import {
  countInbox,
  listInbox,
  listInboxServices,
  type InboxCursor,
  type InboxFilter,
  type InboxRow,
} from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { SubmissionStatus } from "../domain/submission-status.ts";
import { textIn, type Language } from "../domain/text.ts";
import { ownMunicipalities } from "../identity/own-municipalities.server.ts";
import type { Actor } from "../identity/permissions.ts";
import { forwardingOf, type ShownForwarding } from "./history.ts";

/** Rows on one page. */
export const inboxPageSize = 25;

/** Which part of the inbox somebody asks for. */
export interface InboxRequest {
  /** ARS; the first of one's own where absent. */
  readonly municipality?: string;
  readonly status?: SubmissionStatus;
  readonly service?: string;
  /** As typed. */
  readonly reference?: string;
  readonly after?: InboxCursor;
  readonly before?: InboxCursor;
}

export interface InboxEntry extends Pick<InboxRow, "id" | "reference" | "submittedAt" | "status"> {
  readonly service: string;
  readonly forwarding: ShownForwarding | undefined;
}

export interface Inbox {
  readonly kind: "inbox";
  /** All in which the person works. */
  readonly municipalities: readonly Municipality[];
  readonly municipality: Municipality;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly entries: readonly InboxEntry[];
  /** How many pass the filter. */
  readonly count: number;
  /** Whether there are rows before and after these. */
  readonly more: { readonly before: boolean; readonly after: boolean };
}
/** `forbidden`: works in no inbox. `unknown`: not in that one. */
export type NoInbox = { readonly kind: "forbidden" } | { readonly kind: "unknown" };

/** One page of the inbox of a municipality, newest first. Opens no application. */
export async function loadInbox(
  portal: Portal,
  actor: Actor,
  asked: InboxRequest,
  language: Language,
): Promise<Inbox | NoInbox> {
  const place = await placeOf(portal, actor, asked);
  if (place.kind !== "place") return place;
  const { municipality, municipalities } = place;
  const filter = filterOf(municipality, asked);
  return withMunicipality(portal.database, municipality.ars, async (sql) => {
    const found = await listServices(sql, municipality.ars, language);
    const { rows, more } = await listPage(sql, filter, asked);
    const forwardings = await listForwardingsOfSubmissions(
      sql,
      rows.map(({ id }) => id),
    );
    return {
      kind: "inbox",
      municipalities,
      municipality,
      services: found,
      count: await countInbox(sql, filter),
      entries: toEntries(rows, found, forwardings),
      more,
    };
  });
}

/** All rows that pass a filter, at most `limit`, for a list that leaves the portal. */
export async function listForExport(
  portal: Portal,
  actor: Actor,
  asked: InboxRequest,
  { language, limit }: { readonly language: Language; readonly limit: number },
): Promise<
  | { readonly kind: "entries"; readonly ars: string; readonly entries: readonly InboxEntry[] }
  | NoInbox
> {
  const place = await placeOf(portal, actor, asked);
  if (place.kind !== "place") return place;
  const { ars } = place.municipality;
  return withMunicipality(portal.database, ars, async (sql) => {
    const found = await listServices(sql, ars, language);
    const rows = await listInbox(sql, { ...filterOf(place.municipality, asked), limit });
    const forwardings = await listForwardingsOfSubmissions(
      sql,
      rows.map(({ id }) => id),
    );
    return { kind: "entries", ars, entries: toEntries(rows, found, forwardings) };
  });
}

async function placeOf(
  portal: Portal,
  actor: Actor,
  { municipality: ars }: InboxRequest,
): Promise<
  | {
      readonly kind: "place";
      readonly municipality: Municipality;
      readonly municipalities: readonly Municipality[];
    }
  | NoInbox
> {
  const municipalities = await ownMunicipalities(portal, actor, "submission.read");
  if (municipalities.length === 0) return { kind: "forbidden" };
  const municipality =
    ars === undefined ? municipalities[0] : municipalities.find((own) => own.ars === ars);
  return municipality ? { kind: "place", municipality, municipalities } : { kind: "unknown" };
}

function filterOf(
  { ars }: Municipality,
  { status, service, reference }: InboxRequest,
): InboxFilter {
  return {
    ars,
    ...(status !== undefined && { statuses: [status] }),
    ...(service !== undefined && { serviceId: service }),
    ...(reference !== undefined && {
      reference: reference.toUpperCase().replace(/[\s\u2013-]/g, ""),
    }),
  };
}

/** One row more than shown tells whether there is another page. */
async function listPage(
  sql: Sql,
  filter: InboxFilter,
  { after, before }: InboxRequest,
): Promise<{ readonly rows: readonly InboxRow[]; readonly more: Inbox["more"] }> {
  const limit = inboxPageSize + 1;
  if (before) {
    const rows = await listInbox(sql, { ...filter, before, limit });
    return {
      rows: rows.slice(-inboxPageSize),
      more: { before: rows.length === limit, after: true },
    };
  }
  const rows = await listInbox(sql, { ...filter, ...(after && { after }), limit });
  return {
    rows: rows.slice(0, inboxPageSize),
    more: { before: after !== undefined, after: rows.length === limit },
  };
}

async function listServices(
  sql: Sql,
  ars: string,
  language: Language,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const found = await listInboxServices(sql, ars);
  return found.map(({ id, name }) => ({ id, name: textIn(name, language) }));
}

function toEntries(
  rows: readonly InboxRow[],
  services: readonly { readonly id: string; readonly name: string }[],
  forwardings: readonly ForwardingRow[],
): readonly InboxEntry[] {
  const names = new Map(services.map(({ id, name }) => [id, name]));
  return rows.map(({ id, reference, submittedAt, status, serviceId }) => ({
    id,
    reference,
    submittedAt,
    status,
    service: names.get(serviceId) ?? serviceId,
    forwarding: forwardingOf(forwardings.filter(({ submissionId }) => submissionId === id)),
  }));
}
