import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  findAuthorityContact,
  saveAuthorityContact,
  type AuthorityContact,
} from "#db/queries/authority-contacts.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { Municipality } from "../domain/municipality.ts";
import { can, municipalitiesFor, type Actor } from "../identity/permissions.ts";
import { isWebAddress } from "./check-listing.ts";
import { overtaken, seenOf, type Overtaken } from "./seen.server.ts";

export type { AuthorityContact } from "#db/queries/authority-contacts.ts";

export interface ContactProblem {
  readonly name: keyof AuthorityContact;
  readonly code: "tooLong" | "email" | "url" | "phone";
  readonly params: { readonly max: number };
}

/** Characters. */
const longest = { name: 150, address: 300, phone: 60, email: 254, url: 300, hours: 500 };
const nothing: AuthorityContact = {
  name: "",
  address: "",
  phone: "",
  email: "",
  url: "",
  hours: "",
};

/** How a municipality is reached, as it says itself; the first of one's own where none is named. */
export async function loadAuthorityContact(
  { database }: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<{ municipality: Municipality; contact: AuthorityContact; seen: string } | undefined> {
  const ars = asked ?? municipalitiesFor(actor, "offering.change")[0];
  if (ars === undefined || !can(actor, "offering.change", ars)) return undefined;
  return query(database, async (sql) => {
    const municipality = await findMunicipality(sql, ars);
    const contact = (await findAuthorityContact(sql, ars)) ?? nothing;
    return municipality && { municipality, contact, seen: seenOf({ ...contact }) };
  });
}

export type ContactChange =
  | Overtaken
  | { readonly kind: "saved" | "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly ContactProblem[] };

/** Stores how the municipality is reached. `seen`: what the form had shown. */
export async function changeAuthorityContact(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: AuthorityContact,
  seen?: string,
): Promise<ContactChange> {
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const problems = problemsOf(typed);
  if (problems.length > 0) return { kind: "refused", problems };
  const at = portal.clock();
  const sent = { seen, typed: { ...typed } };
  const faster = await withMunicipality(portal.database, ars, async (sql) => {
    const other = await overtaken(sql, `authority ${ars}`, sent, async () => ({
      ...((await findAuthorityContact(sql, ars)) ?? nothing),
    }));
    if (other) return other;
    await saveAuthorityContact(sql, { ...typed, ars, updatedAt: at, updatedBy: actor.accountId });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "authorityContact.changed",
      subject: ars,
      details: {},
    });
    return undefined;
  });
  if (faster) return faster;
  portal.authorities.forget();
  return { kind: "saved" };
}

function problemsOf(typed: AuthorityContact): ContactProblem[] {
  const names = Object.keys(longest) as (keyof AuthorityContact)[];
  return names.flatMap((name): ContactProblem[] => {
    const value = typed[name];
    const params = { max: longest[name] };
    if (value.length > params.max) return [{ name, code: "tooLong", params }];
    if (value === "") return [];
    if (name === "email" && !isEmail(value)) return [{ name, code: "email", params }];
    if (name === "url" && !isWebAddress(value)) return [{ name, code: "url", params }];
    if (name === "phone" && !/^[+(]?\d[\d\s()/-]{2,}$/.test(value))
      return [{ name, code: "phone", params }];
    return [];
  });
}
