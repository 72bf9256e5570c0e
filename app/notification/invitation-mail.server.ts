import type { Sql } from "#db/connect.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import { formatDay } from "../i18n/format.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { fillMailText } from "./fill-text.ts";
import { enqueueMail } from "./outbox.server.ts";

/** What an invited person is told. */
export interface InvitationMail {
  readonly id: string;
  readonly to: string;
  readonly name: string;
  /** What they are to be, in words. */
  readonly roles: string;
  readonly expiresAt: Date;
  /** With the token: sealed like every mail, and gone once it is sent. */
  readonly link: string;
}

/**
 * Says how an invitation gets to whom it is for. Ask before its transaction; within, `send` puts the mail into the outbox.
 * Undefined where the portal has no mail server: then somebody hands the link over.
 */
export async function invitationPost(
  portal: Portal,
  municipality: Municipality,
  language: StaffLanguage,
): Promise<((sql: Sql, invitation: InvitationMail) => Promise<void>) | undefined> {
  if (!portal.mailer) return undefined;
  const { ars } = municipality;
  const keys = await keyRingOf(portal, ars);
  return async (sql, { id, to, name, roles, expiresAt, link }) => {
    const values = {
      municipality: shortName(municipality),
      name,
      roles,
      day: formatDay(expiresAt, language),
      address: link,
    };
    const text = fillMailText(mailTextsOf(language).texts.invitation, values, language);
    const senderName = values.municipality;
    const message = { ...text, to, language, senderName, id: randomId() };
    await enqueueMail(
      portal,
      sql,
      keys,
      { ars, invitationId: id },
      { kind: "invitation", message },
    );
  };
}
