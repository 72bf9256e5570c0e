import { query, type Sql } from "#db/connect.ts";
import {
  findCatalogueRow,
  listSituations,
  searchCatalogue,
  type CatalogueFilter,
} from "#db/queries/catalogue.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { countEnabledOfferings } from "#db/queries/offerings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Language } from "../domain/text.ts";
import { ownMunicipalities } from "../identity/own-municipalities.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { catalogueService, type CatalogueService } from "./catalogue-service.ts";

export type { CatalogueFilter } from "#db/queries/catalogue.ts";

/** What of the catalogue is wanted. */
export interface CatalogueRequest {
  readonly filter: CatalogueFilter;
  /** From 1. */
  readonly page: number;
  /** Id of the service that has just been switched. */
  readonly changed: string | undefined;
}

export interface CatalogueList {
  readonly services: readonly CatalogueService[];
  /** How many match. */
  readonly count: number;
  readonly page: number;
  readonly pageCount: number;
  /** Life situations in which services of the portal help. */
  readonly situations: readonly string[];
  readonly changed?: CatalogueService | undefined;
}

export type Catalogue =
  | ({
      readonly kind: "catalogue";
      /** Those of which the person is the administrator. */
      readonly municipalities: readonly Municipality[];
      readonly municipality: Municipality;
      /** How many services are online there. */
      readonly online: number;
      /** Whether the person may switch here. */
      readonly mayChange: boolean;
    } & CatalogueList)
  /** May look into every municipality and has not named one. */
  | { readonly kind: "choose" }
  /** `forbidden`: administers nothing. `unknown`: not that municipality. */
  | { readonly kind: "forbidden" | "unknown" };

/** Services on one page. */
export const servicesOnPage = 20;

/** The services of the portal as they stand for a municipality (ARS); the first of one's own where none is named. */
export async function loadCatalogue(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
  request: CatalogueRequest,
  language: Language,
): Promise<Catalogue> {
  const municipalities = await ownMunicipalities(portal, actor, "offering.read");
  const everywhere = can(actor, "offering.read", null);
  if (municipalities.length === 0 && !everywhere) return { kind: "forbidden" };
  if (asked === undefined && everywhere) return { kind: "choose" };
  const ars = asked ?? municipalities[0]?.ars;
  if (ars === undefined || !can(actor, "offering.read", ars)) return { kind: "unknown" };
  return query(portal.database, async (sql): Promise<Catalogue> => {
    const municipality = await findMunicipality(sql, ars);
    if (!municipality) return { kind: "unknown" };
    const list = await loadList(sql, ars, request, language);
    const online = (await countEnabledOfferings(sql, [ars])).get(ars) ?? 0;
    const mayChange = can(actor, "offering.change", ars);
    return { kind: "catalogue", municipalities, municipality, online, mayChange, ...list };
  });
}

/** The services of the portal for whoever looks after all municipalities; undefined for all others. */
export async function loadWholeCatalogue(
  portal: Portal,
  actor: Actor,
  request: CatalogueRequest,
  language: Language,
): Promise<CatalogueList | undefined> {
  if (!can(actor, "offering.read", null)) return undefined;
  return query(portal.database, (sql) => loadList(sql, "", request, language));
}

async function loadList(
  sql: Sql,
  ars: string,
  { filter, page, changed }: CatalogueRequest,
  language: Language,
): Promise<CatalogueList> {
  const read = (wanted: number) =>
    searchCatalogue(sql, ars, filter, {
      sortedIn: language,
      offset: (wanted - 1) * servicesOnPage,
      limit: servicesOnPage,
    });
  const first = await read(page);
  // An address of a page that is no more: there is less since.
  const { rows, count } = first.rows.length === 0 && page > 1 ? await read(1) : first;
  const changedRow = changed === undefined ? undefined : await findCatalogueRow(sql, ars, changed);
  return {
    services: rows.map((row) => catalogueService(row, language)),
    count,
    page: first.rows.length === 0 ? 1 : page,
    pageCount: Math.ceil(count / servicesOnPage),
    situations: await listSituations(sql),
    changed: changedRow && catalogueService(changedRow, language),
  };
}
