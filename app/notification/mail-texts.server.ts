import { withMunicipality } from "#db/connect.ts";
import { listMailTexts } from "#db/queries/mails.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import type { MailKind, MailText } from "./mail-kinds.ts";

/** The text that goes out: the municipality's own, or the portal's. Before a transaction, not within. */
export async function findMailText(
  portal: Portal,
  ars: string,
  kind: MailKind,
  language: StaffLanguage,
): Promise<MailText & { readonly isOwn: boolean }> {
  const rows = await withMunicipality(portal.database, ars, (sql) => listMailTexts(sql, ars));
  return pickMailText(rows, kind, language);
}

/** The own one among those that a municipality has, or the portal's. */
export function pickMailText(
  rows: Awaited<ReturnType<typeof listMailTexts>>,
  kind: MailKind,
  language: StaffLanguage,
): MailText & { readonly isOwn: boolean } {
  const own = rows.find((row) => row.kind === kind && row.language === language);
  return own
    ? { subject: own.subject, body: own.body, isOwn: true }
    : { ...mailTextsOf(language).texts[kind], isOwn: false };
}
