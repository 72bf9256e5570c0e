import { withMunicipality, type Sql } from "#db/connect.ts";
import { countInbox, listInbox, type InboxFilter, type InboxRow } from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Language } from "../domain/text.ts";
import type { Actor } from "../identity/permissions.ts";
import {
  filterOf,
  findInbox,
  nameServices,
  toEntries,
  type InboxEntry,
  type InboxRequest,
  type NamedService,
  type NoInbox,
} from "./inbox-entries.server.ts";

/** Rows on one page. */
export const inboxPageSize = 25;

export interface Inbox {
  readonly kind: "inbox";
  /** All in which the person works. */
  readonly municipalities: readonly Municipality[];
  readonly municipality: Municipality;
  readonly services: readonly NamedService[];
  readonly entries: readonly InboxEntry[];
  /** How many pass the filter. */
  readonly count: number;
  /** Whether there are rows before and after these. */
  readonly more: { readonly before: boolean; readonly after: boolean };
}

/** One page of the inbox of a municipality, newest first. Opens no application. */
export async function loadInbox(
  portal: Portal,
  actor: Actor,
  asked: InboxRequest,
  language: Language,
): Promise<Inbox | NoInbox> {
  const inbox = await findInbox(portal, actor, asked);
  if (inbox.kind !== "found") return inbox;
  const { municipality, municipalities } = inbox;
  const filter = filterOf(municipality, asked);
  return withMunicipality(portal.database, municipality.ars, async (sql) => {
    const services = await nameServices(sql, municipality.ars, language);
    const { rows, more } = await listPage(sql, filter, asked);
    return {
      kind: "inbox",
      municipalities,
      municipality,
      services,
      entries: await toEntries(sql, rows, services),
      count: await countInbox(sql, filter),
      more,
    };
  });
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
