/** Mails to applicants, with the placeholders that their texts may use. */
export const mailKinds = {
  /** Once an application is filed. */
  filed: ["municipality", "service", "reference", "date", "nextSteps", "code", "address"],
  /** When staff set a status. */
  status: ["municipality", "service", "reference", "status", "note", "address"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type MailKind = keyof typeof mailKinds;

/** Without these a mail would be of no use. */
export const neededPlaceholders: Readonly<Record<MailKind, readonly string[]>> = {
  filed: ["reference", "code", "address"],
  status: ["reference", "status", "note", "address"],
};

export interface MailText {
  readonly subject: string;
  readonly body: string;
}
export type MailValues<K extends MailKind> = Readonly<
  Record<(typeof mailKinds)[K][number], string>
>;

export function isMailKind(text: string): text is MailKind {
  return Object.hasOwn(mailKinds, text);
}
