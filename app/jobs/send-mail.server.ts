import { withMunicipality } from "#db/connect.ts";
import type { JobData } from "#db/job-queue.ts";
import { claimMail, markMail } from "#db/queries/mails.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { MailMessage } from "../mail/mailer.ts";
import { mailContext } from "../notification/outbox.server.ts";

/** The mail server could not take it now; the queue tries again later. */
class MailRetryError extends Error {
  override readonly name = "MailRetryError";
}

/**
 * One try to send a mail. What was sent is not sent again; where a process dies between the server's "yes" and writing it
 * down, the next one sends the mail once more, with the same Message-ID.
 */
export async function sendMail(
  portal: Portal,
  { mailId, ars }: JobData["send-mail"],
): Promise<void> {
  const { mailer } = portal;
  if (!mailer) throw new MailRetryError("no mail server is named (SMTP_URL)");
  const keys = await keyRingOf(portal, ars);
  const mail = await withMunicipality(portal.database, ars, (sql) =>
    claimMail(sql, mailId, portal.clock()),
  );
  if (mail === "taken") throw new MailRetryError("another process is sending it");
  if (!mail?.sealed) return;
  const message = JSON.parse(keys.open(mail.sealed, mailContext(mailId)).toString()) as MailMessage;
  const outcome = await mailer.send(message);
  const at = portal.clock();
  await withMunicipality(portal.database, ars, async (sql) => {
    await markMail(sql, {
      id: mailId,
      status: outcome.kind === "later" ? "pending" : outcome.kind,
      lastError: outcome.kind === "sent" ? null : outcome.reason,
      updatedAt: at,
    });
    const { submissionId } = mail;
    if (outcome.kind === "later" || submissionId === null) return;
    const kind = `mail.${outcome.kind}`;
    await insertSubmissionEvent(sql, { submissionId, ars, kind, at, actor: "system" });
  });
  portal.log.info(`mail.${outcome.kind}`, { mail: mailId });
  if (outcome.kind === "later") throw new MailRetryError(outcome.reason);
}
