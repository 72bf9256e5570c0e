import type { Language } from "../i18n/languages.ts";

/** What a request tells of where it comes from: for the figures, and for limits. Nothing of it is stored as it is. */
export interface Sender {
  readonly language: Language;
  /** Whether scripts sent it. */
  readonly scripts: boolean;
  /** Network address. */
  readonly address: string;
  /** What shows that a limit may be passed, see `pass-limit.server.ts`. */
  readonly pass?: Pass;
}

/** As it was posted: the solution of a proof of work, or a waiting ticket. */
export interface Pass {
  readonly proof: string;
  readonly ticket: string;
}
