import type { Sql } from "../connect.ts";
import type { mails, mailTexts } from "../schema/mails.ts";

export type MailRow = typeof mails.$inferSelect;
export type MailTextRow = typeof mailTexts.$inferSelect;

export async function insertMail(sql: Sql, mail: MailRow): Promise<void> {
  await sql`insert into mails ${sql({
    id: mail.id,
    ars: mail.ars,
    submission_id: mail.submissionId,
    report_id: mail.reportId,
    invitation_id: mail.invitationId,
    kind: mail.kind,
    sealed: mail.sealed,
    status: mail.status,
    attempts: mail.attempts,
    last_error: mail.lastError,
    created_at: mail.createdAt,
    updated_at: mail.updatedAt,
  })}`;
}

/** Whether a mail was written already. */
export async function hasMail(sql: Sql, id: string): Promise<boolean> {
  return (await sql`select 1 from mails where id = ${id}`).length > 0;
}

/** Seconds after which whoever took a mail counts as dead; longer than any mail server is waited for. */
const sendingSeconds = 600;

/**
 * Takes a mail to be sent: of several processes that try at once, one gets it, and the others hear that it is `taken`.
 * Undefined where there is nothing to send.
 */
export async function claimMail(
  sql: Sql,
  id: string,
  now: Date,
): Promise<MailRow | "taken" | undefined> {
  const dead = new Date(now.getTime() - sendingSeconds * 1000);
  const [row] = await sql<MailRow[]>`
    update mails set attempts = attempts + 1, updated_at = ${now}, status = 'sending'
    where id = ${id} and (status = 'pending' or (status = 'sending' and updated_at <= ${dead}))
    returning *`;
  if (row) return row;
  const [other] = await sql`select 1 from mails where id = ${id} and status = 'sending'`;
  return other && "taken";
}

/** What became of it; the content goes with the last try. */
export async function markMail(
  sql: Sql,
  mark: Pick<MailRow, "id" | "status" | "lastError" | "updatedAt">,
): Promise<void> {
  await sql`
    update mails set status = ${mark.status}, last_error = ${mark.lastError}, updated_at = ${mark.updatedAt},
      sealed = case when ${mark.status} = 'pending' then sealed end
    where id = ${mark.id}`;
}

/** Oldest first, without their content. */
export async function listMails(
  sql: Sql,
  submissionId: string,
): Promise<Omit<MailRow, "sealed">[]> {
  return sql<Omit<MailRow, "sealed">[]>`
    select id, ars, submission_id, report_id, invitation_id, kind, status, attempts, last_error, created_at, updated_at
    from mails where submission_id = ${submissionId} order by created_at, id`;
}

export async function listMailTexts(sql: Sql, ars: string): Promise<MailTextRow[]> {
  return sql<MailTextRow[]>`select * from mail_texts where ars = ${ars} order by kind, language`;
}

export async function saveMailText(sql: Sql, text: MailTextRow): Promise<void> {
  await sql`
    insert into mail_texts ${sql({
      ars: text.ars,
      kind: text.kind,
      language: text.language,
      subject: text.subject,
      body: text.body,
      updated_at: text.updatedAt,
      updated_by: text.updatedBy,
    })}
    on conflict (ars, kind, language) do update set subject = excluded.subject, body = excluded.body,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}

/** The default applies again. */
export async function deleteMailText(
  sql: Sql,
  { ars, kind, language }: Pick<MailTextRow, "ars" | "kind" | "language">,
): Promise<void> {
  await sql`
    delete from mail_texts where ars = ${ars} and kind = ${kind} and language = ${language}`;
}
