import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listInbox } from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { inboxCsv, type InboxCsvWords } from "../documents/inbox-csv.v1.server.ts";
import { dayOf } from "../domain/deadline.ts";
import type { Language } from "../domain/text.ts";
import type { Actor } from "../identity/permissions.ts";
import type { Download } from "../documents/download.ts";
import {
  filterOf,
  findInbox,
  nameServices,
  toEntries,
  type InboxEntry,
  type InboxRequest,
  type NoInbox,
} from "./inbox-entries.server.ts";

/** Longest list; beyond that one narrows it down. */
const most = 10_000;

/** Titles of the columns, and the statuses. */
export interface InboxWords {
  readonly columns: InboxCsvWords;
  readonly status: (status: InboxEntry["status"]) => string;
}

/** All applications that pass a filter as a table, once it is written down who takes it. */
export async function exportInbox(
  portal: Portal,
  actor: Actor,
  asked: InboxRequest,
  language: Language,
  words: InboxWords,
): Promise<{ readonly kind: "file"; readonly file: Download } | NoInbox> {
  const inbox = await findInbox(portal, actor, asked);
  if (inbox.kind !== "found") return inbox;
  const { ars, slug } = inbox.municipality;
  const at = portal.clock();
  const entries = await withMunicipality(portal.database, ars, async (sql) => {
    const services = await nameServices(sql, ars, language);
    const rows = await listInbox(sql, { ...filterOf(inbox.municipality, asked), limit: most });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "inbox.exported",
      subject: ars,
      details: { count: rows.length },
    });
    return toEntries(sql, rows, services);
  });
  return {
    kind: "file",
    file: {
      name: `eingang-${slug}-${dayOf(at)}.csv`,
      mediaType: "text/csv; charset=utf-8",
      content: inboxCsv(
        entries.map(({ reference, service, submittedAt, status }) => ({
          reference,
          service,
          submittedAt: submittedAt.toISOString(),
          status: words.status(status),
        })),
        words.columns,
      ),
    },
  };
}
