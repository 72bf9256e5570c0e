/** What sends mails. Throws where the mail was not taken. */
export interface Mailer {
  readonly send: (message: Mail) => Promise<void>;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
