import type { Role, RoleRow } from "#db/queries/accounts.ts";

/** Everything that staff can do, by the role that may do it. What does not stand here is forbidden. */
const permissions = {
  /** Applications, their files and summaries; change their status; export them. */
  "submission.read": ["caseworker"],
  "submission.change": ["caseworker"],
  /** Switch services on and off, set texts and destinations of a municipality. */
  "offering.change": ["municipality-admin"],
  /** Which services a municipality offers. The operator looks, and leaves the switch to the municipality. */
  "offering.read": ["municipality-admin", "operator"],
  /** Counters of a municipality's services; what citizens wrote about them. */
  "figures.read": ["municipality-admin", "operator"],
  "feedback.read": ["municipality-admin"],
  /** What a municipality says in its accessibility statement; barriers that were reported. */
  "accessibility.change": ["municipality-admin"],
  "staff.change": ["municipality-admin", "operator"],
  "audit.read": ["municipality-admin"],
  /** Numbers and states of forwardings, without any content. */
  "forwarding.watch": ["operator", "municipality-admin"],
  "forwarding.resend": ["operator", "municipality-admin"],
  "service.import": ["operator"],
  /** Offer services to many municipalities at once; take a service over to another version everywhere. */
  "rollout.manage": ["operator"],
  "municipality.import": ["operator"],
  "portal.watch": ["operator"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Action = keyof typeof permissions;

/** Whoever is signed in, as far as permissions go. */
export interface Actor {
  readonly accountId: string;
  readonly roles: readonly RoleRow[];
}

/**
 * Whether somebody may do something in a municipality; `ars` null: for the portal as a whole, which the operator alone
 * can. The operator's role reaches into every municipality, the others only into their own.
 */
export function can(actor: Actor, action: Action, ars: string | null): boolean {
  const allowed: readonly Role[] = permissions[action];
  return actor.roles.some(
    (held) =>
      allowed.includes(held.role) &&
      (held.role === "operator" || (held.ars !== null && held.ars === ars)),
  );
}

/** The municipalities in which somebody may do something by a role of their own. */
export function municipalitiesFor(actor: Actor, action: Action): string[] {
  const allowed: readonly Role[] = permissions[action];
  return [
    ...new Set(
      actor.roles.flatMap(({ role, ars }) => (ars !== null && allowed.includes(role) ? [ars] : [])),
    ),
  ];
}
