import { createTransport, type SendMailOptions } from "nodemailer";
import type { MailConfig } from "../platform/config.server.ts";
import type { Mailer, MailMessage, MailOutcome, MimeMessage } from "./mailer.ts";
import { mimeNodeOf } from "./mime.server.ts";

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
  const sent = async (to: string, mail: SendMailOptions): Promise<MailOutcome> => {
    try {
      await transport.sendMail(mail);
      return { kind: "sent" };
    } catch (error) {
      return outcomeOf(error, to);
    }
  };
  return {
    send: (message) => sent(message.to, envelope(message, from)),
    sendMime: async (message) =>
      sent(message.to, {
        envelope: { from, to: [message.to] },
        raw: await writeWhole(message, from),
        // So that reports of what did not arrive name it, and do not send it back.
        dsn: { id: message.id, return: "headers", notify: ["failure"], recipient: "" },
      }),
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

/** RFC 3834: no holiday notices in return. */
const automatic = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

/** The same for every try; who reads reports of what did not arrive finds the id in it. */
export function messageIdOf(id: string, from: string): string {
  return `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`;
}

function writeWhole(message: MimeMessage, from: string): Promise<Buffer> {
  const { to, subject, senderName, id, body, headers } = message;
  const node = mimeNodeOf(body);
  node.setHeader({
    ...automatic,
    ...headers,
    Subject: oneLine(subject),
    "Message-ID": messageIdOf(id, from),
  });
  // As objects, addresses cannot grow further headers or recipients.
  node.setHeader("From", { name: oneLine(senderName ?? ""), address: from });
  node.setHeader("To", { name: "", address: to });
  return node.build();
}

function envelope(
  { to, subject, text, html, language, senderName, id }: MailMessage,
  from: string,
) {
  return {
    // As objects, addresses cannot grow further headers or recipients.
    from: { name: oneLine(senderName ?? ""), address: from },
    to: { name: "", address: to },
    subject: oneLine(subject),
    text,
    html,
    messageId: messageIdOf(id, from),
    headers: { "Content-Language": language, ...automatic },
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
