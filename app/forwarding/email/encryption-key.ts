import type { MimePart } from "../../mail/mime.server.ts";

/** What a mail is encrypted with, be it S/MIME or OpenPGP. */
export interface EncryptionKey {
  /** Which one it is, for the operator. */
  readonly detail: string;
  readonly until?: Date | undefined;
  /** Whether it names that mailbox. */
  readonly isFor: (mailbox: string) => boolean;
  /** Why it may not be used at that time. */
  readonly flaw: (now: Date) => Promise<string | undefined> | string | undefined;
  /** A mail's body that only its owner can read, from a whole MIME entity. */
  readonly encrypt: (content: Buffer, now: Date) => Promise<MimePart>;
}
