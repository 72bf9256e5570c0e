import { withMunicipality, type Sql } from "#db/connect.ts";
import type { AuditRow } from "#db/queries/audit-log.ts";
import {
  listActors,
  listAuditActors,
  searchAuditEntries,
  type AuditFilter,
} from "#db/queries/audit-search.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { listServiceNames } from "#db/queries/catalogue.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { readWays } from "../domain/confirmation.ts";
import { nameOrder, pickText, type Language } from "../domain/text.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { auditKindOf, prefixesOf, type AuditKind } from "./audit-kinds.ts";
import { doerOf, type Doer } from "./doers.server.ts";
import { findPlace, type Place } from "./find-place.server.ts";

/** Which part of the log; what is absent does not matter. */
export interface AuditRequest {
  readonly ars?: string;
  /** Id of an account, or one of `Doer` that is no person. */
  readonly person?: string;
  readonly service?: string;
  readonly kind?: AuditKind;
  /** Days, `2026-11-27`, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Only what is older than this entry. */
  readonly before?: number;
}

/** A way of an offering; the name of its destination as it is called now, undefined where it is gone. */
export interface AuditWay {
  readonly role: string;
  readonly name: string | undefined;
}

/** One entry, with everything that its sentence needs; ids are resolved as far as they still lead anywhere. */
export interface AuditLine {
  readonly id: number;
  readonly at: Date;
  readonly kind: AuditKind;
  readonly action: string;
  readonly who: Doer;
  /** Names in place of ids: of a service, a destination, another person. */
  readonly service: string | undefined;
  readonly destination: string | undefined;
  readonly person: string | undefined;
  /** Where an offering went and goes now; undefined where that was not noted. */
  readonly ways:
    { readonly before: readonly AuditWay[]; readonly after: readonly AuditWay[] } | undefined;
  readonly subject: string;
  readonly details: AuditRow["details"];
}

/** A part of the log, with what it can be narrowed down by. */
export interface AuditPart {
  readonly lines: readonly AuditLine[];
  /** Where the next page begins. */
  readonly older: number | undefined;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly doers: readonly Exclude<Doer["kind"], "person" | "gone">[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
}

export interface AuditLog extends AuditPart {
  readonly kind: "log";
  readonly municipality: Municipality;
  readonly municipalities: readonly Municipality[];
}

export const auditPage = 50;

/** What was done in a municipality and by whom, newest first. */
export async function loadAuditLog(
  portal: Portal,
  actor: Actor,
  asked: AuditRequest,
  language: Language,
  limit = auditPage,
): Promise<AuditLog | Exclude<Place, { kind: "place" }>> {
  const place = await findPlace(portal, actor, "audit.read", asked.ars);
  if (place.kind !== "place") return place;
  const { ars } = place.municipality;
  const part = await withMunicipality(portal.database, ars, (sql) =>
    readPart(sql, ars, asked, language, limit),
  );
  return { ...place, kind: "log", ...part };
}

/**
 * What was done with the portal as a whole: switches, roll-outs, releases of services, imports. Here persons who run it have names, which
 * towns do not learn. Undefined for whoever does not run it.
 */
export async function loadOperatorLog(
  portal: Portal,
  actor: Actor,
  asked: AuditRequest,
  language: Language,
  limit = auditPage,
): Promise<AuditPart | undefined> {
  if (!can(actor, "rollout.manage", null)) return undefined;
  return withMunicipality(portal.database, "*", (sql) =>
    readPart(sql, null, asked, language, limit),
  );
}

async function readPart(
  sql: Sql,
  ars: string | null,
  asked: AuditRequest,
  language: Language,
  limit: number,
): Promise<AuditPart> {
  const ids = await listAuditActors(sql, ars);
  const actors = await actorsFor(sql, ars, ids);
  const filter = filterOf(asked, ars, ids, actors);
  // One more than is shown tells whether there is more.
  const page = { before: asked.before, limit: limit + 1 };
  const rows = await searchAuditEntries(sql, filter, page);
  const shown = rows.slice(0, limit);
  const names = await namesFor(sql, ars, shown, language);
  return {
    lines: shown.map((row) => toLine(row, names)),
    older: rows.length > limit ? shown.at(-1)?.id : undefined,
    people: actors.filter(({ operator }) => !operator).map(({ id, name }) => ({ id, name })),
    doers: doersAmong(ids, actors),
    services: [...names.services].map(([id, name]) => ({ id, name })),
  };
}

/** To towns whoever runs the portal is one; among themselves they have names. */
async function actorsFor(sql: Sql, ars: string | null, ids: readonly string[]): Promise<Known> {
  const actors = await listActors(sql, ids);
  return ars === null ? actors.map((one) => ({ ...one, operator: false })) : actors;
}

type Known = Awaited<ReturnType<typeof listActors>>;

function doersAmong(ids: readonly string[], actors: Known): AuditLog["doers"] {
  const found = ids.map((id) => doerOf(id, byId(actors, id)).kind);
  return (["operator", "portal", "citizen"] as const).filter((kind) => found.includes(kind));
}

function byId(actors: Known, id: string): Known[number] | undefined {
  return actors.find((one) => one.id === id);
}

function filterOf(
  { person, service, kind, from, to }: AuditRequest,
  ars: string | null,
  ids: readonly string[],
  actors: Known,
): AuditFilter {
  const isMeant = (id: string) => id === person || doerOf(id, byId(actors, id)).kind === person;
  return {
    ars,
    ...(person !== undefined && { actors: ids.filter(isMeant) }),
    ...(service !== undefined && { service }),
    ...(kind !== undefined && { prefixes: prefixesOf(kind) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

interface Names {
  readonly actors: Known;
  readonly services: ReadonlyMap<string, string>;
  readonly destinations: ReadonlyMap<string, string>;
}

async function namesFor(
  sql: Sql,
  ars: string | null,
  rows: readonly AuditRow[],
  language: Language,
): Promise<Names> {
  const ids = new Set(rows.flatMap(({ actor, subject }) => [actor, subject]));
  const actors = await actorsFor(sql, ars, [...ids]);
  const catalogue = await listServiceNames(sql, ars ?? "");
  const destinations = ars === null ? [] : await listDestinations(sql);
  const compare = nameOrder(language);
  const services = catalogue
    .map(({ serviceId, name }) => [serviceId, pickText(name, language).text] as const)
    .sort(([, left], [, right]) => compare(left, right));
  return {
    actors,
    services: new Map(services),
    destinations: new Map(destinations.map(({ id, name }) => [id, name])),
  };
}

function toLine(row: AuditRow, { actors, services, destinations }: Names): AuditLine {
  const { id, at, action, actor, subject, details } = row;
  const service = details["service"];
  return {
    id,
    at,
    kind: auditKindOf(action),
    action,
    who: doerOf(actor, byId(actors, actor)),
    service: services.get(typeof service === "string" ? service : subject),
    destination: destinations.get(subject),
    person: byId(actors, subject)?.name,
    ways: waysIn(details, destinations),
    subject,
    details,
  };
}

function waysIn(
  { before, after }: AuditRow["details"],
  destinations: Names["destinations"],
): AuditLine["ways"] {
  if (typeof before !== "string" || typeof after !== "string") return undefined;
  const read = (text: string) =>
    readWays(text).map(({ role, destinationId }) => ({
      role,
      name: destinations.get(destinationId),
    }));
  return { before: read(before), after: read(after) };
}
