import type { Sql } from "#db/connect.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import { formatDay } from "../i18n/format.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { fillMailText } from "./fill-text.ts";
import { enqueueMail } from "./outbox.server.ts";

/** What whoever reads mail at an address of a municipality is asked. */
export interface MailboxMail {
  readonly to: string;
  readonly expiresAt: Date;
  /** With the token: sealed like every mail, and gone once it is sent. */
  readonly link: string;
}

/**
 * Says how the link gets to the address that it confirms. Ask before its transaction; within, `send` puts the mail into the outbox.
 * Undefined where the portal has no mail server: nothing else proves that mail arrives.
 */
export async function mailboxPost(
  portal: Portal,
  municipality: Municipality,
  language: StaffLanguage,
): Promise<((sql: Sql, mail: MailboxMail) => Promise<void>) | undefined> {
  if (!portal.mailer) return undefined;
  const { ars } = municipality;
  const keys = await keyRingOf(portal, ars);
  return async (sql, { to, expiresAt, link }) => {
    const values = {
      municipality: shortName(municipality),
      mailbox: to,
      day: formatDay(expiresAt, language),
      address: link,
    };
    const text = fillMailText(mailTextsOf(language).texts.mailbox, values, language);
    const senderName = values.municipality;
    const message = { ...text, to, language, senderName, id: randomId() };
    await enqueueMail(portal, sql, keys, { ars }, { kind: "mailbox", message });
  };
}
