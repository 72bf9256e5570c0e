import { withMunicipality } from "#db/connect.ts";
import { listUnscanned, markScan, type AttachmentRow } from "#db/queries/attachments.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { ScannerAwayError, type Scanner } from "../files/scanner.server.ts";
import type { ScanState } from "../domain/scan-state.ts";

/** How often the scanner is asked in vain before staff are told that it failed; it is asked on all the same. */
const attempts = 5;

/** Has what was filed and is not known to be clean looked at. Throws `ScannerAwayError`, so that the queue tries again. */
export async function scanAttachments(portal: Portal): Promise<void> {
  const { scanner } = portal;
  if (!scanner) return;
  const rows = await withMunicipality(portal.database, "*", (sql) => listUnscanned(sql));
  let away: ScannerAwayError | undefined;
  for (const row of rows) {
    const scan = await scanOne(portal, scanner, row).catch((error: unknown) => {
      if (!(error instanceof ScannerAwayError)) throw error;
      away = error;
      return row.scanAttempts + 1 < attempts ? "pending" : "failed";
    });
    await withMunicipality(portal.database, row.ars, (sql) => markScan(sql, { id: row.id, scan }));
    if (scan !== "clean") portal.log.warn(`attachment.${scan}`, { attachment: row.id });
  }
  if (away) throw away;
}

async function scanOne(portal: Portal, scanner: Scanner, row: AttachmentRow): Promise<ScanState> {
  const keys = await keyRingOf(portal, row.ars);
  const { fileKey } = JSON.parse(keys.open(row.sealed, `attachment:${row.id}`).toString()) as {
    fileKey: string;
  };
  const { storageKey } = row;
  const verdict = await scanner.scan(portal.storage.get({ storageKey, fileKey }));
  return verdict.kind;
}
