import { query, withMunicipality } from "#db/connect.ts";
import { findAccountByLogin } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listOpenInvitations } from "#db/queries/invitations.ts";
import { listPeople, lockPeople } from "#db/queries/people.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { Municipality } from "../domain/municipality.ts";
import { invitationPath, makeInvitation } from "../identity/invitation.server.ts";
import type { TownRole } from "../identity/permissions.ts";
import { invitationPost } from "../notification/invitation-mail.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";

export interface PersonToInvite {
  /** ARS, AGS or slug. */
  readonly municipality: string;
  readonly email: string;
  readonly name: string;
  readonly role: TownRole;
  /** The role in words. */
  readonly roleName: string;
}

export type InvitePersonOutcome =
  | { readonly outcome: "unknownMunicipality" | "invalidEmail" | "alreadyThere" | "alreadyInvited" }
  | {
      readonly outcome: "invited";
      readonly id: string;
      readonly municipality: Municipality;
      readonly expiresAt: Date;
      /** Where no mail server is named; shown this once. */
      readonly link?: string;
    };

/** Invites somebody to work for a municipality, e.g. its first administrator; `origin`: of the portal. */
export async function invitePerson(
  portal: Portal,
  person: PersonToInvite,
  origin: string,
  actor: string,
): Promise<InvitePersonOutcome> {
  const { role, roleName } = person;
  const [email, name] = [person.email.trim(), person.name.trim()];
  const municipality = await query(portal.database, (sql) =>
    findMunicipalityByKey(sql, person.municipality),
  );
  if (!municipality) return { outcome: "unknownMunicipality" };
  if (!isEmail(email)) return { outcome: "invalidEmail" };
  const { ars } = municipality;
  const post = await invitationPost(portal, municipality, "de");
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql): Promise<InvitePersonOutcome> => {
    await lockPeople(sql, ars);
    const account = await findAccountByLogin(sql, email);
    if (account && (await listPeople(sql, ars, account.id)).length > 0)
      return { outcome: "alreadyThere" };
    const open = await listOpenInvitations(sql, ars);
    if (open.some((one) => one.email.toLowerCase() === email.toLowerCase()))
      return { outcome: "alreadyInvited" };
    const wanted = { ars, email, name, roles: [role], invitedBy: actor };
    const { id, token, expiresAt } = await makeInvitation(sql, wanted, at);
    const entry = { at, ars, actor, action: "invitation.sent", subject: id };
    await insertAuditEntry(sql, { ...entry, details: { roles: role } });
    const link = origin + invitationPath(token);
    if (!post) return { outcome: "invited", id, municipality, expiresAt, link };
    await post(sql, { id, to: email, name, roles: roleName, expiresAt, link });
    return { outcome: "invited", id, municipality, expiresAt };
  });
}
