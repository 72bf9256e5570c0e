import { createSmtpMailer } from "../../mail/smtp-mailer.server.ts";
import type { Config } from "../../platform/config.server.ts";
import { fail, ok, warn, type Check } from "./check.ts";

/** Whether mails can leave; asks the mail server. */
export async function checkMail({ mail, mode }: Config): Promise<Check> {
  const name = "mail";
  if (!mail)
    return mode === "demo"
      ? ok(name, "the demo sends no mails")
      : warn(
          name,
          "SMTP_URL is not set, so that applicants get no mails and are promised none",
          "set SMTP_URL and MAIL_FROM, e.g. smtps://user:password@mail.example.de:465 and antrag@example.de.",
        );
  const { ok: answers, detail } = await createSmtpMailer(mail, {
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 5000,
  }).check();
  return answers
    ? ok(name, detail)
    : fail(
        name,
        `the mail server does not take mails: ${detail}`,
        "check SMTP_URL and the network.",
      );
}
