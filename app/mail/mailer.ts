import type { MimePart } from "./mime.server.ts";

/** A mail, plain and as HTML; both say the same. */
export interface MailMessage {
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47. */
  readonly language: string;
  /** Shown as the sender's name beside the portal's address. */
  readonly senderName?: string | undefined;
  /** The same for every try, so that a mail that arrives twice is known as one. */
  readonly id: string;
}

/** A mail whose body is made elsewhere, e.g. encrypted. The rest as of `MailMessage`. */
export interface MimeMessage extends Pick<MailMessage, "to" | "subject" | "senderName" | "id"> {
  readonly body: MimePart;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `refused`: for good, e.g. no such mailbox. `later`: the server is away or busy. `reason` holds no address. */
export type MailOutcome =
  { readonly kind: "sent" } | { readonly kind: "refused" | "later"; readonly reason: string };

/** What sends mails. Trouble that is expected is a value. */
export interface Mailer {
  readonly send: (message: MailMessage) => Promise<MailOutcome>;
  /** Asks servers on the way to report it under the message's id should it not arrive (RFC 3461). */
  readonly sendMime: (message: MimeMessage) => Promise<MailOutcome>;
  /** Whether the server answers and lets the portal in; the reason where not. */
  readonly check: () => Promise<{ readonly ok: boolean; readonly detail: string }>;
}
