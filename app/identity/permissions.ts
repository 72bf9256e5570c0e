import type { Role, RoleRow } from "#db/queries/accounts.ts";

/** Everything that staff can do, by the role that may do it. What does not stand here is forbidden. */
const permissions = {
  /** Applications, their files and summaries; change their status; export them. */
  "submission.read": ["caseworker"],
  "submission.change": ["caseworker"],
  /** Ask for services to go online, switch them off, set texts and destinations of a municipality. */
  "offering.change": ["municipality-admin"],
  /**
   * What one person asks for and a second one answers, who is not the first. That a service goes online is for publishers, as what it
   * says is; where applications go, for the operator too, because many a town has one administrator.
   */
  "confirmation.read": ["municipality-admin", "publisher", "operator"],
  "switchOn.confirm": ["publisher"],
  "destination.confirm": ["municipality-admin", "publisher", "operator"],
  /** Which services a municipality offers. The operator looks, and leaves the switch to the municipality. */
  "offering.read": ["municipality-admin", "operator", "editor", "publisher"],
  /** What a municipality changes in a service: propose it, put it before the public, look at it. */
  "overlay.edit": ["editor", "publisher", "municipality-admin"],
  "overlay.release": ["publisher"],
  "overlay.read": ["editor", "publisher", "municipality-admin", "operator"],
  /** Counters of a municipality's services; what citizens wrote about them. */
  "figures.read": ["municipality-admin", "operator"],
  "feedback.read": ["municipality-admin"],
  /** What a municipality says in its accessibility statement; barriers that were reported. */
  "accessibility.change": ["municipality-admin"],
  /** Who is responsible for data protection in a municipality, and the documents made of it. */
  "privacy.change": ["municipality-admin"],
  /** Who works here, in which roles; inviting and shutting out. Which roles somebody may give: `grantableRoles`. */
  "staff.change": ["municipality-admin", "operator"],
  /** Name, coat of arms, colour and host of a municipality. A host counts once the operator has confirmed it. */
  "look.read": ["municipality-admin", "operator"],
  "look.change": ["municipality-admin"],
  "host.confirm": ["operator"],
  "audit.read": ["municipality-admin"],
  /** Numbers and states of forwardings, without any content. */
  "forwarding.watch": ["operator", "municipality-admin"],
  "forwarding.resend": ["operator", "municipality-admin"],
  /** Picking up from a municipality's own destination: its address, its keys, how much came; never what came. */
  "pickup.manage": ["municipality-admin", "operator"],
  "service.import": ["operator"],
  /** Offer services to many municipalities at once; take a service over to another version everywhere. */
  "rollout.manage": ["operator"],
  /** Who is responsible where, and which street and postal code belongs to which municipality. */
  "responsibility.manage": ["operator"],
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

/** What somebody can be in a municipality. */
export const townRoles = [
  "municipality-admin",
  "publisher",
  "editor",
  "caseworker",
] as const satisfies readonly Role[];
export type TownRole = (typeof townRoles)[number];

/**
 * The roles that somebody may give to others in a municipality. The operator sets up its administrators and leaves the rest to
 * them: nobody outside decides who reads applications.
 */
export function grantableRoles(actor: Actor, ars: string): readonly TownRole[] {
  const own = municipalitiesFor(actor, "staff.change").includes(ars);
  if (own) return townRoles;
  return can(actor, "staff.change", ars) ? ["municipality-admin"] : [];
}
