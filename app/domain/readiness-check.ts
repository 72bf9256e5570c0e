/** Whether something may go online: `amber` should be mended, `red` must be. */
export const lights = ["green", "amber", "red"] as const;
export type Light = (typeof lights)[number];

/** One thing that has to be in order before an offering goes online. */
export interface ReadinessCheck {
  /** What was looked at; the words for it stand in the texts of the portal. */
  readonly what:
    | "inbox"
    | "destination"
    | "certificate"
    | "testDelivery"
    | "mail"
    | "mailbox"
    | "signIn"
    | "alarmContact"
    | "scanner"
    | "host"
    | "privacy"
    | "publisher"
    | "controller"
    | "accessibilityContact"
    | "accessibilityCheck"
    | "contact"
    | "plainLanguage"
    | "signLanguage"
    | "form"
    | "release"
    | "confirmation"
    | "version";
  readonly light: Light;
  /** Which finding, with words of its own. */
  readonly finding: string;
  /** What it is about, e.g. the name of a destination, a number, a Land. */
  readonly about?: string;
  /** When what was found came about, or ends. */
  readonly on?: Date;
  /** Where it is mended: a page of the administration, without the municipality. */
  readonly remedy?: string;
  /** Is confirmed by a link that goes to this address. */
  readonly confirmable?: string;
}
