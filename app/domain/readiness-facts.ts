import type { LanguageDuty } from "./accessibility/language-duties.ts";
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
  /** Since it was last changed, a test or a real application of the service was acknowledged there. */
  readonly acknowledged: boolean;
}

/** Whose address it is. */
export type MailboxOwner =
  "alarmContact" | "authority" | "controller" | "officer" | "accessibilityContact";

/** An address that a municipality has named, and how far somebody there has shown to read it. */
export interface NamedMailbox {
  readonly owner: MailboxOwner;
  readonly address: string;
  /** When a link was sent there last that confirms it. */
  readonly sentAt: Date | undefined;
  /** When somebody who reads mail there has confirmed it. */
  readonly confirmedAt: Date | undefined;
}

/** `answer`: whether mail to its domain can arrive; `unknown` where nobody could be asked. */
export interface Mailbox extends NamedMailbox {
  readonly answer: "takes" | "takesNot" | "malformed" | "unknown";
}

/** A host of the municipality's own, and what its server shows as certificate. */
export interface OwnHost {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** When the certificate ends; undefined where none was seen. */
  readonly until: Date | undefined;
}

/** A form of German that a Land may demand of its municipalities' websites. */
export interface LanguageFacts {
  /** `service`: with this service; `town`: on a page of the municipality; undefined: nowhere. */
  readonly offered: "service" | "town" | undefined;
  readonly duty: LanguageDuty;
  /** The Land, with the law where it is known. */
  readonly land: string;
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
  /** Undefined where the municipality has no host of its own. */
  readonly host: OwnHost | undefined;
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
  readonly plainLanguage: LanguageFacts;
  readonly signLanguage: LanguageFacts;
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
