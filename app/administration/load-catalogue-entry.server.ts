import { query } from "#db/connect.ts";
import { countUsers, findCatalogueRow, listUsers } from "#db/queries/catalogue.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findResponsible } from "#db/queries/responsibility.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Authority } from "../domain/responsibility/authority.ts";
import type { Language } from "../domain/text.ts";
import { can, municipalitiesFor, type Actor } from "../identity/permissions.ts";
import { catalogueService, type CatalogueService } from "./catalogue-service.ts";
import { seenOf } from "./seen.server.ts";
import { shownResponsible } from "./set-responsible.server.ts";

export interface CatalogueEntry {
  readonly service: CatalogueService;
  /** Undefined for the operator, who looks at no municipality in particular. */
  readonly municipality: Municipality | undefined;
  readonly mayChange: boolean;
  /** Who is responsible there in its place, by the rules. */
  readonly authority: Authority | undefined;
  /** The mark of who is shown as responsible. */
  readonly seen: string;
  /** How many municipalities of each Land offer it, by its two digits. */
  readonly users: readonly { readonly state: string; readonly count: number }[];
}

/**
 * Everything about a service of the portal, as it stands for a municipality (ARS): the first of one's own where none is named,
 * none at all for the operator. Undefined where there is no such service, or not that municipality.
 */
export async function loadCatalogueEntry(
  portal: Portal,
  actor: Actor,
  asked: { readonly ars: string | undefined; readonly serviceId: string },
  language: Language,
): Promise<CatalogueEntry | undefined> {
  const ars = asked.ars ?? municipalitiesFor(actor, "offering.read")[0];
  if (!can(actor, "offering.read", ars ?? null)) return undefined;
  return query(portal.database, async (sql) => {
    const municipality = ars === undefined ? undefined : await findMunicipality(sql, ars);
    const row = await findCatalogueRow(sql, ars ?? "", asked.serviceId);
    if (!row || (ars !== undefined && !municipality)) return undefined;
    const service = catalogueService(row, language);
    const counts = await countUsers(sql, service.id);
    const keys = service.keys.map(({ key }) => key);
    const responsible = ars === undefined ? undefined : await findResponsible(sql, keys, [ars]);
    return {
      service,
      municipality,
      mayChange: ars !== undefined && can(actor, "offering.change", ars),
      authority: responsible?.get(ars ?? ""),
      seen: seenOf(shownResponsible(ars ?? "", responsible?.get(ars ?? ""))),
      users: [...counts].map(([state, count]) => ({ state, count })),
    };
  });
}

/** Municipalities on one page. */
const usersOnPage = 50;

export interface CatalogueUsers {
  readonly entry: CatalogueEntry;
  readonly state: string;
  readonly count: number;
  readonly page: number;
  readonly pageCount: number;
  readonly municipalities: readonly {
    readonly ars: string;
    readonly name: string;
    readonly slug: string;
    readonly district: string | null;
  }[];
}

/** The municipalities of a Land that offer a service; of one's own Land where none is named. */
export async function loadCatalogueUsers(
  portal: Portal,
  actor: Actor,
  asked: {
    readonly ars: string | undefined;
    readonly serviceId: string;
    readonly state: string | undefined;
    readonly page: number;
  },
  language: Language,
): Promise<CatalogueUsers | undefined> {
  const entry = await loadCatalogueEntry(portal, actor, asked, language);
  if (!entry) return undefined;
  const state = asked.state ?? entry.municipality?.state ?? entry.users[0]?.state ?? "";
  const count = entry.users.find((one) => one.state === state)?.count ?? 0;
  const pageCount = Math.ceil(count / usersOnPage);
  const page = Math.min(asked.page, Math.max(1, pageCount));
  const municipalities = await query(portal.database, (sql) =>
    listUsers(sql, asked.serviceId, state, {
      offset: (page - 1) * usersOnPage,
      limit: usersOnPage,
    }),
  );
  return { entry, state, count, page, pageCount, municipalities };
}
