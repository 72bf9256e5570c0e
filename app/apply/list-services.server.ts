import { query } from "#db/connect.ts";
import { findPlace } from "#db/queries/places.ts";
import { listTownServices } from "#db/queries/town-services.ts";
import { namedServices } from "../catalogue/listed-versions.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { foldText, hasWords } from "../domain/fold-text.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ShownText } from "../domain/page-form.ts";
import { showText } from "../domain/shown-page.ts";
import type { Language } from "../domain/text.ts";

export interface ListedService {
  readonly id: string;
  readonly name: ShownText;
  readonly summary: ShownText;
  readonly minutes: number | null;
}

/** What one can apply for in a municipality, by name. */
export type ServicesOutcome =
  | { readonly kind: "unknownMunicipality" }
  | {
      readonly kind: "services";
      readonly municipality: Municipality;
      /** How many there are in all. */
      readonly count: number;
      /** From 1. */
      readonly page: number;
      readonly pageCount: number;
      /** Those of the page that match what was typed. */
      readonly services: readonly ListedService[];
    };

/** So many are shown at once. */
export const servicesAPage = 24;

/** Lists a page (from 1) of what a municipality offers; `typed` narrows it down by name, summary and keywords. */
export async function listServices(
  portal: Portal,
  slug: string,
  { typed, page }: { readonly typed: string; readonly page: number },
  language: Language,
): Promise<ServicesOutcome> {
  const found = await query(portal.database, async (sql) => {
    const place = await findPlace(sql, slug);
    return place && { place, rows: await listTownServices(sql, place.municipality.ars) };
  });
  if (!found) return { kind: "unknownMunicipality" };
  const all = await namedServices(portal, found.rows, language);
  const words = foldText(typed);
  const matching = all.filter(
    ({ name, summary, keywords }) =>
      words === "" ||
      hasWords(
        foldText(
          [showText(name, language).text, showText(summary, language).text, ...keywords].join(" "),
        ),
        words,
      ),
  );
  const pageCount = Math.max(1, Math.ceil(matching.length / servicesAPage));
  const shown = Math.min(page, pageCount);
  return {
    kind: "services",
    municipality: found.place.municipality,
    count: all.length,
    page: shown,
    pageCount,
    services: matching.slice((shown - 1) * servicesAPage, shown * servicesAPage).map((row) => ({
      id: row.serviceId,
      name: showText(row.name, language),
      summary: showText(row.summary, language),
      minutes: row.minutes,
    })),
  };
}
