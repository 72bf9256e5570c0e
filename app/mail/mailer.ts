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

/** `refused`: for good, e.g. no such mailbox. `later`: the server is away or busy. `reason` holds no address. */
export type MailOutcome =
  { readonly kind: "sent" } | { readonly kind: "refused" | "later"; readonly reason: string };

/** What sends mails. Trouble that is expected is a value. */
export interface Mailer {
  readonly send: (message: MailMessage) => Promise<MailOutcome>;
  /** Whether the server answers and lets the portal in; the reason where not. */
  readonly check: () => Promise<{ readonly ok: boolean; readonly detail: string }>;
}
