import { withMunicipality, type Sql } from "#db/connect.ts";
import { listServiceNames } from "#db/queries/catalogue.ts";
import {
  countOpenConfirmations,
  findOpenConfirmation,
  listDecidedConfirmations,
  listOpenConfirmations,
  type ConfirmationKey,
  type ConfirmationRow,
} from "#db/queries/confirmations.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { listPeople } from "#db/queries/people.ts";
import { askSurroundings, type Surroundings } from "../../catalogue/ask-servers.server.ts";
import { keyRingOf, type Portal } from "../../catalogue/portal.server.ts";
import type { Text } from "../../domain/text.ts";
import { can, type Actor } from "../../identity/permissions.ts";
import { findPlace, type Place } from "../find-place.server.ts";
import { readDoers, type Doer } from "../doers.server.ts";
import { confirmers } from "./answer-confirmation.server.ts";
import { readFacts, type Facts } from "./read-facts.server.ts";
import { readSubject } from "./subject.server.ts";

/** What was asked for, for whoever reads it. */
export interface ShownConfirmation extends Pick<
  ConfirmationRow,
  "id" | "kind" | "subject" | "asked" | "state" | "askedAt" | "decidedAt" | "reason"
> {
  readonly askedBy: Doer;
  readonly decidedBy: Doer | undefined;
  /** Of the service, or of the destination as it is called now; undefined where it is gone. */
  readonly name: Text | string | undefined;
}

/** One that waits, with everything that whoever answers has to know. */
export interface OpenConfirmation extends ShownConfirmation {
  readonly facts: Facts;
  /** The mark of all that, which comes back with the answer. */
  readonly seen: string;
  /** Asked for by whoever looks. */
  readonly isOwn: boolean;
  /** Whoever looks may confirm or decline it. */
  readonly mayConfirm: boolean;
  /** Names of the people of the municipality who may. */
  readonly confirmers: readonly string[];
}

export interface ConfirmationList {
  readonly kind: "confirmations";
  readonly place: Extract<Place, { kind: "place" }>;
  readonly open: readonly OpenConfirmation[];
  /** The last that were answered. */
  readonly decided: readonly ShownConfirmation[];
}

const decidedShown = 20;

/** What waits for a second person in a municipality, and what was answered lately. */
export async function loadConfirmations(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<ConfirmationList | Exclude<Place, { kind: "place" }>> {
  const place = await findPlace(portal, actor, "confirmation.read", asked);
  if (place.kind !== "place") return place;
  const { ars } = place.municipality;
  // What servers say is asked before the transaction: they may take their time.
  const around = await askSurroundings(portal);
  const reader = await readerOf(portal, actor, ars, around);
  return withMunicipality(portal.database, ars, async (sql): Promise<ConfirmationList> => {
    const rows = await listOpenConfirmations(sql, ars);
    const past = await listDecidedConfirmations(sql, ars, decidedShown);
    const names = await namesOf(sql, ars, [...rows, ...past]);
    const open: OpenConfirmation[] = [];
    for (const row of rows) open.push(await reader(sql, row, names));
    return { kind: "confirmations", place, open, decided: past.map((row) => shown(row, names)) };
  });
}

/** The one that waits about something. Undefined: there is none, or this person has no business with it. */
export async function loadOpenConfirmation(
  portal: Portal,
  actor: Actor,
  key: ConfirmationKey,
): Promise<OpenConfirmation | undefined> {
  const { ars } = key;
  if (!can(actor, "confirmation.read", ars)) return undefined;
  const around = key.kind === "switchOn" ? await askSurroundings(portal) : undefined;
  const reader = await readerOf(portal, actor, ars, around);
  return withMunicipality(portal.database, ars, async (sql) => {
    const row = await findOpenConfirmation(sql, key);
    return row && reader(sql, row, await namesOf(sql, ars, [row]));
  });
}

/** What waits in short, for pages that only say so. None for whoever has no business with it. */
export async function listWaiting(
  { database }: Portal,
  actor: Actor,
  ars: string,
): Promise<readonly ShownConfirmation[]> {
  if (!can(actor, "confirmation.read", ars)) return [];
  return withMunicipality(database, ars, async (sql) => {
    const rows = await listOpenConfirmations(sql, ars);
    const names = await namesOf(sql, ars, rows);
    return rows.map((row) => shown(row, names));
  });
}

/** How many wait for a second person; 0 for whoever has no business with them. */
export async function countConfirmations(
  { database }: Portal,
  actor: Actor,
  ars: string,
): Promise<number> {
  if (!can(actor, "confirmation.read", ars)) return 0;
  return withMunicipality(database, ars, (sql) => countOpenConfirmations(sql, ars));
}

/** Services that are to go online. Whoever sees that they are not may know it. */
export async function listWished(
  { database }: Portal,
  actor: Actor,
  ars: string,
): Promise<readonly string[]> {
  if (!can(actor, "offering.read", ars)) return [];
  const rows = await withMunicipality(database, ars, (sql) => listOpenConfirmations(sql, ars));
  return rows.filter(({ kind }) => kind === "switchOn").map(({ subject }) => subject);
}

type Names = Awaited<ReturnType<typeof namesOf>>;

async function namesOf(sql: Sql, ars: string, rows: readonly ConfirmationRow[]) {
  const ids = rows.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]);
  const services = await listServiceNames(sql, ars);
  const destinations = await listDestinations(sql);
  return {
    doerOf: await readDoers(sql, ids),
    people: await listPeople(sql, ars),
    services: new Map(services.map(({ serviceId, name }) => [serviceId, name])),
    destinations: new Map(destinations.map(({ id, name }) => [id, name])),
  };
}

function shown(row: ConfirmationRow, { doerOf, services, destinations }: Names): ShownConfirmation {
  const { id, kind, subject, asked, state, askedAt, askedBy, decidedAt, decidedBy, reason } = row;
  return {
    ...{ id, kind, subject, asked, state, askedAt, decidedAt, reason },
    askedBy: doerOf(askedBy),
    decidedBy: decidedBy === null ? undefined : doerOf(decidedBy),
    name: (kind === "destination" ? destinations : services).get(subject),
  };
}

/** Reads those that wait, for somebody. `around`: where something is to go online. */
async function readerOf(
  portal: Portal,
  actor: Actor,
  ars: string,
  around: Surroundings | undefined,
) {
  const keys = await keyRingOf(portal, ars);
  return async (sql: Sql, row: ConfirmationRow, names: Names): Promise<OpenConfirmation> => {
    const action = confirmers[row.kind];
    const subject = await readSubject(sql, row);
    const isOwn = row.askedBy === actor.accountId;
    return {
      ...shown(row, names),
      facts: await readFacts(sql, { portal, keys, around }, row, subject, names.services),
      seen: subject.seen,
      isOwn,
      mayConfirm: !isOwn && can(actor, action, ars),
      confirmers: names.people
        .filter(({ id, disabledAt }) => id !== row.askedBy && disabledAt === null)
        .filter(({ id: accountId, roles }) =>
          can({ accountId, roles: roles.map((role) => ({ role, ars })) }, action, ars),
        )
        .map(({ name }) => name),
    };
  };
}
