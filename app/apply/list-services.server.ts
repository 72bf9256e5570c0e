import { query } from "#db/connect.ts";
import { listShownListings, type ListedServiceRow } from "#db/queries/listed-services.ts";
import { listOfferings, type ListedOffering } from "#db/queries/offerings.ts";
import { windowOf } from "#db/queries/offering-windows.ts";
import { findPlace } from "#db/queries/places.ts";
import { openingOf } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { foldText, hasWords } from "../domain/fold-text.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { WindowState } from "../domain/offering-window.ts";
import type { ShownText } from "../domain/page-form.ts";
import { showText } from "../domain/shown-page.ts";
import type { Language } from "../domain/text.ts";

export interface ListedService {
  readonly id: string;
  readonly name: ShownText;
  readonly summary: ShownText;
  readonly minutes: number | null;
  /** Not online: on paper, or at the town hall. */
  readonly onPaper: boolean;
  readonly state: WindowState;
  readonly test: boolean;
}

/** What one can apply for in a municipality, by name. */
export type ServicesOutcome =
  | { readonly kind: "unknownMunicipality" }
  | {
      readonly kind: "services";
      readonly municipality: Municipality;
      /** How many there are in all. */
      readonly count: number;
      /** Those that match what was typed. */
      readonly services: readonly ListedService[];
    };

/** Lists what a municipality offers; `typed` narrows it down by name, summary and keywords. */
export async function listServices(
  portal: Portal,
  slug: string,
  typed: string,
  language: Language,
): Promise<ServicesOutcome> {
  return query(portal.database, async (sql) => {
    const place = await findPlace(sql, slug);
    if (!place) return { kind: "unknownMunicipality" };
    const { ars } = place.municipality;
    const online = await listOfferings(sql, ars);
    const listings = await listShownListings(sql, ars);
    const words = foldText(typed);
    const services = [
      ...online.flatMap((row) => onlineService(portal, row, language)),
      ...listings.map((row) => paperService(row, language)),
    ]
      .filter(({ name, summary, keywords }) =>
        hasWords(foldText([name.text, summary.text, ...keywords].join(" ")), words),
      )
      .map(({ keywords: _, ...service }) => service)
      .sort((a, b) => a.name.text.localeCompare(b.name.text, language));
    const count = online.length + listings.length;
    return { kind: "services", municipality: place.municipality, count, services };
  });
}

type Sought = ListedService & { readonly keywords: readonly string[] };

/** Nothing where it is off, and nobody may finish what was begun. */
function onlineService(portal: Portal, row: ListedOffering, language: Language): Sought[] {
  const opening = openingOf(portal, windowOf(row));
  if (!opening) return [];
  return [
    {
      id: row.serviceId,
      name: showText(row.name, language),
      summary: showText(row.summary, language),
      minutes: row.minutes,
      onPaper: false,
      state: opening.state,
      test: opening.test !== undefined,
      keywords: row.keywords,
    },
  ];
}

/** Municipalities write in German. */
function paperService(row: ListedServiceRow, language: Language): Sought {
  return {
    id: row.id,
    name: showText({ de: row.name }, language),
    summary: showText({ de: row.summary }, language),
    minutes: null,
    onPaper: true,
    state: { kind: "open", mayFile: false },
    test: false,
    keywords: [],
  };
}
