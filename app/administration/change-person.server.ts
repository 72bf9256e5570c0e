import { withMunicipality, type Sql } from "#db/connect.ts";
import { deleteRole, insertRole, setDisabled } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { countOtherAdmins, listPeople, lockPeople, type PersonRow } from "#db/queries/people.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import {
  can,
  grantableRoles,
  townRoles,
  type Actor,
  type TownRole,
} from "../identity/permissions.ts";
import { overtaken, type Overtaken, type ShownFacts } from "./seen.server.ts";

/** Who is to be changed, and where. */
export interface PersonName {
  readonly ars: string;
  readonly accountId: string;
}

/**
 * `self`: nobody changes their own rights. `lastAdmin`: somebody has to be left who can. `notYours`: a role that is not theirs to
 * give. `elsewhere`: works in other places too.
 */
export type Refusal = "self" | "lastAdmin" | "notYours" | "elsewhere";
export type PersonChange =
  | Overtaken
  | { readonly kind: "changed" | "unknown" }
  | { readonly kind: "refused"; readonly reason: Refusal };

const refused = (reason: Refusal): PersonChange => ({ kind: "refused", reason });

/** What the form of somebody's roles shows: their names, in the order in which they are shown. */
export function shownRoles(roles: readonly string[]): ShownFacts {
  return { roles: townRoles.filter((role) => roles.includes(role)).join(" ") };
}

/** Gives somebody exactly these roles in a municipality, from their next request on. `seen`: what the form had shown. */
export async function setRoles(
  portal: Portal,
  actor: Actor,
  name: PersonName,
  wanted: readonly TownRole[],
  seen?: string,
): Promise<PersonChange> {
  return change(portal, actor, name, async (sql, person, audit) => {
    const sent = { seen, typed: shownRoles(wanted) };
    const other = await overtaken(sql, `roles ${name.ars} ${person.id}`, sent, () =>
      Promise.resolve(shownRoles(person.roles)),
    );
    if (other) return other;
    const given = wanted.filter((role) => !person.roles.includes(role));
    const taken = townRoles.filter((role) => person.roles.includes(role) && !wanted.includes(role));
    const grantable = grantableRoles(actor, name.ars);
    if (given.some((role) => !grantable.includes(role))) return refused("notYours");
    if (taken.includes("municipality-admin") && (await isLastAdmin(sql, name, person)))
      return refused("lastAdmin");
    for (const role of given) {
      await insertRole(sql, person.id, { role, ars: name.ars });
      await audit("role.given", { role });
    }
    for (const role of taken) {
      await deleteRole(sql, person.id, { role, ars: name.ars });
      await audit("role.taken", { role });
    }
    return { kind: "changed" };
  });
}

/** Shuts somebody out at once, or lets them in again. Only where they work nowhere else. */
export async function setAccess(
  portal: Portal,
  actor: Actor,
  name: PersonName,
  allowed: boolean,
): Promise<PersonChange> {
  return change(portal, actor, name, async (sql, person, audit) => {
    if (person.elsewhere) return refused("elsewhere");
    if ((person.disabledAt === null) === allowed) return { kind: "changed" };
    if (!allowed && (await isLastAdmin(sql, name, person))) return refused("lastAdmin");
    await setDisabled(sql, person.id, allowed ? null : portal.clock());
    await audit(allowed ? "account.enabled" : "account.disabled", {});
    return { kind: "changed" };
  });
}

type Audit = (action: string, details: Readonly<Record<string, string>>) => Promise<void>;

async function change(
  portal: Portal,
  actor: Actor,
  { ars, accountId }: PersonName,
  work: (sql: Sql, person: PersonRow, audit: Audit) => Promise<PersonChange>,
): Promise<PersonChange> {
  if (!can(actor, "staff.change", ars)) return { kind: "unknown" };
  if (accountId === actor.accountId) return refused("self");
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql) => {
    await lockPeople(sql, ars);
    const [person] = await listPeople(sql, ars, accountId);
    if (!person) return { kind: "unknown" };
    const entry = { at, ars, actor: actor.accountId, subject: accountId };
    return work(sql, person, (action, details) =>
      insertAuditEntry(sql, { ...entry, action, details }),
    );
  });
}

/** Whether nobody else who can sign in administers the municipality. */
async function isLastAdmin(sql: Sql, { ars }: PersonName, person: PersonRow): Promise<boolean> {
  if (!person.roles.includes("municipality-admin") || person.disabledAt !== null) return false;
  return (await countOtherAdmins(sql, ars, person.id)) === 0;
}
