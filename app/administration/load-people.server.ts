import { withMunicipality } from "#db/connect.ts";
import { listOpenInvitations } from "#db/queries/invitations.ts";
import { listPeople, type PersonRow } from "#db/queries/people.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { grantableRoles, townRoles, type Actor, type TownRole } from "../identity/permissions.ts";
import { shownRoles } from "./change-person.server.ts";
import { findPlace, type Place } from "./find-place.server.ts";
import { seenOf } from "./seen.server.ts";

/** Somebody who works for a municipality. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  /** In the order in which roles are shown. */
  readonly roles: readonly TownRole[];
  /** `2026-11-27`; undefined: never. */
  readonly lastSignInOn: string | undefined;
  readonly disabled: boolean;
  /** Works in other places too, whose access is not this municipality's to take. */
  readonly elsewhere: boolean;
  /** Whoever is looking. */
  readonly self: boolean;
}

/** Somebody who was invited and has not agreed yet. */
export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly TownRole[];
  readonly expiresAt: Date;
  readonly expired: boolean;
}

type NoPlace = Exclude<Place, { kind: "place" }>;

export interface People {
  readonly kind: "people";
  readonly municipality: Municipality;
  readonly municipalities: readonly Municipality[];
  readonly people: readonly Person[];
  readonly invitations: readonly OpenInvitation[];
}

/** Who works for a municipality (ARS), and who is invited. */
export async function loadPeople(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<People | NoPlace> {
  const place = await findPlace(portal, actor, "staff.change", asked);
  if (place.kind !== "place") return place;
  const { ars } = place.municipality;
  const now = portal.clock();
  return withMunicipality(portal.database, ars, async (sql) => {
    const [people, invitations] = await Promise.all([
      listPeople(sql, ars),
      listOpenInvitations(sql, ars),
    ]);
    return {
      ...place,
      kind: "people",
      people: people.map((row) => toPerson(row, actor)),
      invitations: invitations.map(({ id, email, name, roles, expiresAt }) => ({
        id,
        email,
        name,
        roles: ordered(roles),
        expiresAt,
        expired: expiresAt <= now,
      })),
    };
  });
}

export interface LoadedPerson {
  readonly kind: "person";
  readonly municipality: Municipality;
  readonly person: Person;
  /** The mark of the roles that are shown. */
  readonly seen: string;
  /** Which roles may be given; the others can be taken alone. */
  readonly grantable: readonly TownRole[];
}

/** One of them; `unknown` also for somebody who does not work there. */
export async function loadPerson(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
  id: string,
): Promise<LoadedPerson | NoPlace> {
  const place = await findPlace(portal, actor, "staff.change", asked);
  if (place.kind !== "place") return place;
  const { municipality } = place;
  const { ars } = municipality;
  const [row] = await withMunicipality(portal.database, ars, (sql) => listPeople(sql, ars, id));
  if (!row) return { kind: "unknown" };
  const grantable = grantableRoles(actor, ars);
  const seen = seenOf(shownRoles(row.roles));
  return { kind: "person", municipality, person: toPerson(row, actor), seen, grantable };
}

function toPerson(row: PersonRow, actor: Actor): Person {
  const { id, login, name, roles, lastSignInOn, disabledAt, elsewhere } = row;
  return {
    id,
    login,
    name,
    roles: ordered(roles),
    lastSignInOn: lastSignInOn ?? undefined,
    disabled: disabledAt !== null,
    elsewhere,
    self: id === actor.accountId,
  };
}

function ordered(roles: readonly string[]): readonly TownRole[] {
  return townRoles.filter((role) => roles.includes(role));
}
