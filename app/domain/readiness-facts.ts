import type { AssuranceLevel } from "./assurance.ts";

/** A destination, as far as its readiness goes. */
export interface DestinationFacts {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** What its last check found; undefined: it was never checked. */
  readonly checked:
    | readonly {
        readonly what: string;
        readonly ok: boolean;
        readonly detail: string;
        readonly until?: string;
      }[]
    | undefined;
  /** Since it was last changed, a test or a real application was acknowledged there. */
  readonly acknowledged: boolean;
}

/** Whose address it is. */
export type MailboxOwner =
  "alarmContact" | "authority" | "controller" | "officer" | "accessibilityContact";

/** An address that a municipality has named, and whether mail to it can arrive; `unknown` where nobody could be asked. */
export interface Mailbox {
  readonly owner: MailboxOwner;
  readonly address: string;
  readonly answer: "takes" | "takesNot" | "malformed" | "unknown";
}

/** What is known of an offering and its municipality. */
export interface ReadinessFacts {
  readonly now: Date;
  /** Accounts that may read what is filed. */
  readonly caseworkers: number;
  readonly destinations: readonly DestinationFacts[];
  /** The portal's mail server: undefined where none is named. */
  readonly mail: { readonly ok: boolean; readonly detail: string } | undefined;
  readonly mailboxes: readonly Mailbox[];
  /** How surely applicants have to be known, and how surely the portal's identity provider knows them; undefined: nobody can tell. */
  readonly signIn: { readonly needed: AssuranceLevel; readonly given: AssuranceLevel } | undefined;
  readonly hasAlarmContact: boolean;
  /** The scanner for viruses: undefined where none is named. */
  readonly scanner: { readonly ok: boolean; readonly detail: string } | undefined;
  readonly asksForFiles: boolean;
  readonly hasPrivacy: boolean;
  /** An imprint of its own; else that of the portal is shown, which names somebody else. */
  readonly hasPublisher: boolean;
  readonly hasController: boolean;
  readonly hasAccessibilityContact: boolean;
  /** Barriers that a browser run found in the version; undefined: nobody looked. */
  readonly barriers: number | undefined;
  readonly hasContact: boolean;
  readonly hasPlainLanguage: boolean;
  readonly hasSignLanguage: boolean;
  /** What is wrong with the form as the municipality has set it. */
  readonly problems: number;
  /** How the settings of the municipality stand. */
  readonly release: "none" | "released" | "draft" | "proposed";
  /**
   * Whether a second person can let it go online: `asked`, it waits for that; `nobody`: there is none beside who asked; undefined: it is
   * online.
   */
  readonly confirmation: "possible" | "asked" | "nobody" | undefined;
  /** The version that the settings are made for is not the current one. */
  readonly behind: boolean;
}
