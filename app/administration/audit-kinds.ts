/** What entries of the audit log are about, by the first part of their action. Whatever stands nowhere is `other`. */
export const auditKinds = {
  services: [
    "offering",
    "service",
    "workpiece",
    "overlay",
    "listing",
    "preview",
    "proposal",
    "responsibility",
    "streets",
    "postalCodes",
    "rollout",
  ],
  confirmations: ["confirmation"],
  people: ["role", "account", "invitation", "staff", "password"],
  look: ["look", "host"],
  submissions: ["submission", "inbox"],
  delivery: ["destination", "forwarding", "pickup", "alarmContact"],
  texts: [
    "mailText",
    "accessibilityStatement",
    "barrierReport",
    "authorityContact",
    "privacySettings",
    "mailbox",
  ],
  payment: ["payment"],
  other: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AuditKind = keyof typeof auditKinds;

export function isAuditKind(text: string | undefined): text is AuditKind {
  return text !== undefined && Object.hasOwn(auditKinds, text);
}

/** The kind of an action such as `offering.turnedOn`. */
export function auditKindOf(action: string): AuditKind {
  const prefix = action.split(".", 1)[0] ?? "";
  const entries = Object.entries(auditKinds) as [AuditKind, readonly string[]][];
  return entries.find(([, prefixes]) => prefixes.includes(prefix))?.[0] ?? "other";
}

/** The first parts of actions that a kind stands for, as the search wants them. */
export function prefixesOf(kind: AuditKind): {
  readonly of: readonly string[];
  readonly others: boolean;
} {
  if (kind !== "other") return { of: auditKinds[kind], others: false };
  return { of: Object.values(auditKinds).flat(), others: true };
}
