import { createTransport } from "nodemailer";
import type { MailConfig } from "../platform/config.server.ts";
import type { Mailer, MailMessage, MailOutcome } from "./mailer.ts";

/** Milliseconds that a mail server may be silent before it counts as away. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends through the mail server of `SMTP_URL`; `smtps:` encrypts at once, `smtp:` as soon as the server offers it. */
export function createSmtpMailer(
  { url, from }: MailConfig,
  times: Partial<typeof patience> = {},
): Mailer {
  const transport = createTransport({
    url,
    ...patience,
    ...times,
    // Mails are made of texts alone: nothing of them may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (message) => {
      try {
        await transport.sendMail(envelope(message, from));
        return { kind: "sent" };
      } catch (error) {
        return outcomeOf(error, message.to);
      }
    },
    check: async () => {
      try {
        await transport.verify();
        return { ok: true, detail: "the mail server answers" };
      } catch (error) {
        return { ok: false, detail: messageOf(error) };
      }
    },
  };
}

function envelope(
  { to, subject, text, html, language, senderName, id }: MailMessage,
  from: string,
) {
  const domain = from.slice(from.lastIndexOf("@") + 1);
  return {
    // As objects, addresses cannot grow further headers or recipients.
    from: { name: oneLine(senderName ?? ""), address: from },
    to: { name: "", address: to },
    subject: oneLine(subject),
    text,
    html,
    messageId: `<${id}@${domain}>`,
    headers: {
      "Content-Language": language,
      // RFC 3834: no holiday notices in return.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  };
}

/** Line ends begin new headers. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is to go
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
}

/** Answers that begin with 5 are final (RFC 5321); no answer, or one that begins with 4, is not. */
function outcomeOf(error: unknown, to: string): MailOutcome {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  const refused = (responseCode ?? 0) >= 500 && code !== "EAUTH";
  const reason = messageOf(error).replaceAll(to, "…").slice(0, 300);
  return { kind: refused ? "refused" : "later", reason };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
