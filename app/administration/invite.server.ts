import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { findAccountByLogin } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { closeInvitation, listOpenInvitations, lockInvitation } from "#db/queries/invitations.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listPeople, lockPeople } from "#db/queries/people.ts";
import { countEventInAll } from "#db/queries/rate-limits.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import {
  invitationPath,
  makeInvitation,
  remakeInvitation,
  type FreshInvitation,
} from "../identity/invitation.server.ts";
import { can, grantableRoles, type Actor, type TownRole } from "../identity/permissions.ts";
import { invitationPost } from "../notification/invitation-mail.server.ts";
import { sha256 } from "../platform/crypto.server.ts";

/** What somebody types to invite another. */
export interface TypedInvitation {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly TownRole[];
}

/** How an invitation is worded, and where its link leads. */
export interface InvitationManner {
  readonly language: StaffLanguage;
  /** Of the portal, without trailing slash. */
  readonly origin: string;
  readonly wordFor: (role: TownRole) => string;
}

export interface InviteProblem {
  readonly name: "email" | "name" | "roles";
  /**
   * `self`: nobody gives roles to themselves. `open`: is invited already. `already`: works here already. `notYours`: a role that is
   * not theirs to give.
   */
  readonly code:
    "missing" | "invalid" | "tooLong" | "none" | "self" | "open" | "already" | "notYours";
}

export type InviteOutcome =
  | { readonly kind: "unknown" }
  | { readonly kind: "limited"; readonly retryAfter: number }
  | { readonly kind: "refused"; readonly problems: readonly InviteProblem[] }
  | { readonly kind: "mailed"; readonly name: string }
  /** Without a mail server: to be handed over, and not to be seen again. */
  | { readonly kind: "link"; readonly name: string; readonly link: string };

const longestName = 200;
const perInviter = { limit: 50, windowSeconds: 3600 };
/** Nobody's mailbox is to be filled. */
const perRecipient = { limit: 5, windowSeconds: 24 * 3600 };

/** Invites somebody to work for a municipality. */
export async function invite(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: TypedInvitation,
  manner: InvitationManner,
): Promise<InviteOutcome> {
  const email = typed.email.trim();
  const name = typed.name.trim();
  const { roles } = typed;
  if (!can(actor, "staff.change", ars)) return { kind: "unknown" };
  const problems = problemsOf({ email, name, roles }, grantableRoles(actor, ars));
  if (problems.length > 0) return { kind: "refused", problems };
  return send(portal, actor, { ars, email }, manner, async (sql, at) => {
    const problem = await standingOf(sql, actor, ars, email);
    if (problem) return { kind: "refused", problems: [problem] };
    const wanted = { ars, email, name, roles, invitedBy: actor.accountId };
    const fresh = await makeInvitation(sql, wanted, at);
    await audit(sql, actor, fresh, at, "invitation.sent");
    return fresh;
  });
}

/** Sends an invitation once more, with another link and the full time. */
export async function inviteAgain(
  portal: Portal,
  actor: Actor,
  { ars, id }: { readonly ars: string; readonly id: string },
  manner: InvitationManner,
): Promise<InviteOutcome> {
  if (!can(actor, "staff.change", ars)) return { kind: "unknown" };
  const open = await withMunicipality(portal.database, ars, (sql) => listOpenInvitations(sql, ars));
  const email = open.find((one) => one.id === id)?.email;
  if (email === undefined) return { kind: "unknown" };
  return send(portal, actor, { ars, email }, manner, async (sql, at) => {
    const row = await lockInvitation(sql, id);
    if (!row || row.usedAt !== null || row.withdrawnAt !== null) return { kind: "unknown" };
    const account = await findAccountByLogin(sql, row.email);
    if (account?.id === actor.accountId) return problem("email", "self");
    const grantable: readonly string[] = grantableRoles(actor, ars);
    // Whoever sends it answers for it as if it were their own.
    if (row.roles.some((role) => !grantable.includes(role))) return problem("roles", "notYours");
    const fresh = await remakeInvitation(sql, row, actor.accountId, at);
    await audit(sql, actor, fresh, at, "invitation.renewed");
    return fresh;
  });
}

/** Takes an invitation back; its link is worth nothing from now on. */
export async function withdrawInvitation(
  portal: Portal,
  actor: Actor,
  { ars, id }: { readonly ars: string; readonly id: string },
): Promise<{ readonly kind: "withdrawn" | "unknown" }> {
  if (!can(actor, "staff.change", ars)) return { kind: "unknown" };
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql) => {
    const row = await lockInvitation(sql, id);
    if (!row || row.usedAt !== null || row.withdrawnAt !== null) return { kind: "unknown" };
    await closeInvitation(sql, id, "withdrawn", at);
    await audit(sql, actor, { id, ars, roles: row.roles }, at, "invitation.withdrawn");
    return { kind: "withdrawn" };
  });
}

const problem = (name: InviteProblem["name"], code: InviteProblem["code"]): InviteOutcome => ({
  kind: "refused",
  problems: [{ name, code }],
});

function problemsOf(
  { email, name, roles }: TypedInvitation,
  grantable: readonly TownRole[],
): InviteProblem[] {
  return [
    ...(email === "" ? [{ name: "email", code: "missing" } as const] : []),
    ...(email !== "" && !isEmail(email) ? [{ name: "email", code: "invalid" } as const] : []),
    ...(name === "" ? [{ name: "name", code: "missing" } as const] : []),
    ...(Array.from(name).length > longestName ? [{ name: "name", code: "tooLong" } as const] : []),
    ...(roles.length === 0 ? [{ name: "roles", code: "none" } as const] : []),
    ...(roles.some((role) => !grantable.includes(role))
      ? [{ name: "roles", code: "notYours" } as const]
      : []),
  ];
}

/** Why somebody cannot be invited, by what they are already. */
async function standingOf(
  sql: Sql,
  actor: Actor,
  ars: string,
  email: string,
): Promise<InviteProblem | undefined> {
  const isSame = (other: string) => other.toLowerCase() === email.toLowerCase();
  const account = await findAccountByLogin(sql, email);
  if (account?.id === actor.accountId) return { name: "email", code: "self" };
  const [person] = account ? await listPeople(sql, ars, account.id) : [];
  if (person) return { name: "email", code: "already" };
  const open = await listOpenInvitations(sql, ars);
  return open.some((one) => isSame(one.email)) ? { name: "email", code: "open" } : undefined;
}

/** Makes an invitation and its mail in one transaction, or gives the link back. */
async function send(
  portal: Portal,
  actor: Actor,
  { ars, email }: { readonly ars: string; readonly email: string },
  { language, origin, wordFor }: InvitationManner,
  make: (sql: Sql, at: Date) => Promise<FreshInvitation | InviteOutcome>,
): Promise<InviteOutcome> {
  const at = portal.clock();
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return { kind: "unknown" };
  const limited = await query(portal.database, (sql) =>
    countEventInAll(
      sql,
      [
        { key: `invite:by:${actor.accountId}`, ...perInviter },
        { key: `invite:to:${sha256(email.toLowerCase())}`, ...perRecipient },
      ],
      at,
    ),
  );
  if (limited !== undefined) return { kind: "limited", retryAfter: limited };
  const post = await invitationPost(portal, municipality, language);
  return withMunicipality(portal.database, ars, async (sql): Promise<InviteOutcome> => {
    await lockPeople(sql, ars);
    const made = await make(sql, at);
    if ("kind" in made) return made;
    const { id, name, token, expiresAt } = made;
    const link = origin + invitationPath(token);
    if (!post) return { kind: "link", name, link };
    const roles = made.roles.map(wordFor).join(", ");
    await post(sql, { id, to: email, name, roles, expiresAt, link });
    return { kind: "mailed", name };
  });
}

async function audit(
  sql: Sql,
  actor: Actor,
  {
    id,
    ars,
    roles,
  }: { readonly id: string; readonly ars: string; readonly roles: readonly string[] },
  at: Date,
  action: string,
): Promise<void> {
  const details = { roles: roles.join(" ") };
  await insertAuditEntry(sql, { at, ars, actor: actor.accountId, action, subject: id, details });
}
