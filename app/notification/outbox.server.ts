import type { Sql } from "#db/connect.ts";
import { insertMail } from "#db/queries/mails.ts";
import type { KeyRing, Portal } from "../catalogue/portal.server.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import type { MailMessage } from "../mail/mailer.ts";
import { randomId } from "../platform/crypto.server.ts";
import { fillMailText } from "./fill-text.ts";
import type { MailKind, MailText, MailValues } from "./mail-kinds.ts";
import { findMailText } from "./mail-texts.server.ts";

/** A mail that is written and not yet in the outbox. */
export interface WrittenMail {
  /** `barrier`, `invitation`, `mailbox`, `switch`: to a municipality or its people; not texts of its own. */
  readonly kind: MailKind | "barrier" | "invitation" | "mailbox" | "switch";
  readonly message: MailMessage;
}

/** What a mail is about; none of them: the municipality itself. */
interface MailSubject {
  readonly ars: string;
  readonly submissionId?: string;
  readonly reportId?: string;
  readonly invitationId?: string;
}

/** Who gets a mail. */
interface Recipient {
  readonly email: string;
  readonly language: StaffLanguage;
  /** It is about a test application. */
  readonly test?: boolean;
}

/** Writes a mail in the words of a municipality. Before the transaction of what it tells. */
export async function writeMail<K extends MailKind>(
  portal: Portal,
  ars: string,
  kind: K,
  to: Recipient,
  values: MailValues<K> & { readonly municipality: string },
): Promise<WrittenMail> {
  const own = await findMailText(portal, ars, kind, to.language);
  const text = to.test === true ? markedAsTest(own, to.language) : own;
  return {
    kind,
    message: {
      ...fillMailText(text, values, to.language),
      to: to.email,
      language: to.language,
      senderName: values.municipality,
      id: randomId(),
    },
  };
}

function markedAsTest({ subject, body }: MailText, language: StaffLanguage): MailText {
  const { test } = mailTextsOf(language);
  return { subject: `${test.subject} ${subject}`, body: `${test.body}\n\n${body}` };
}

/** Puts a mail into the outbox, in the transaction of what it tells: neither is there without the other. */
export async function enqueueMail(
  portal: Portal,
  sql: Sql,
  keys: KeyRing,
  { ars, submissionId, reportId, invitationId }: MailSubject,
  { kind, message }: WrittenMail,
): Promise<void> {
  const at = portal.clock();
  const { id } = message;
  await insertMail(sql, {
    id,
    ars,
    submissionId: submissionId ?? null,
    reportId: reportId ?? null,
    invitationId: invitationId ?? null,
    kind,
    sealed: keys.seal(JSON.stringify(message), mailContext(id)),
    status: "pending",
    attempts: 0,
    lastError: null,
    createdAt: at,
    updatedAt: at,
  });
  await portal.queue.enqueue(sql, "send-mail", { mailId: id, ars });
}

/** The context to which a mail is sealed. */
export function mailContext(id: string): string {
  return `mail:${id}`;
}
