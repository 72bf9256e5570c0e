import { query } from "#db/connect.ts";
import type { FoundWindow } from "#db/queries/offering-windows.ts";
import {
  findTownServices,
  type ListedVersion,
  type TownServices,
} from "#db/queries/town-services.ts";
import { namedServices } from "../catalogue/listed-versions.server.ts";
import { openingOf, type Opening } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { foldText, hasWordsOf } from "../domain/fold-text.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { WindowState } from "../domain/offering-window.ts";
import type { ShownText } from "../domain/page-form.ts";
import { showText } from "../domain/shown-page.ts";
import { nameOrder, textIn, type Language } from "../domain/text.ts";

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
      /** From 1; the last one where a later one was asked for. */
      readonly page: number;
      readonly pageCount: number;
      /** Those of the page that match what was typed. */
      readonly services: readonly ListedService[];
    };

/** So many are shown at once. */
export const servicesAPage = 24;

/** Lists a page (from 1) of what a municipality offers; `typed` narrows it down by name, summary and keywords. */
export async function listServices(
  portal: Pick<Portal, "database" | "clock">,
  slug: string,
  { typed, page }: { readonly typed: string; readonly page: number },
  language: Language,
): Promise<ServicesOutcome> {
  const town = await query(portal.database, (sql) => findTownServices(sql, slug));
  if (!town) return { kind: "unknownMunicipality" };
  const online = await namedServices(portal, town, language);
  const all = withPaper(online, town.onPaper, language);
  const matching = withWords(all, foldText(typed), language);
  const pageCount = Math.max(1, Math.ceil(matching.length / servicesAPage));
  const shown = Math.min(page, pageCount);
  return {
    kind: "services",
    municipality: town.municipality,
    count: all.length,
    page: shown,
    pageCount,
    services: matching.slice((shown - 1) * servicesAPage, shown * servicesAPage).flatMap((one) => {
      const opening = openingOf(portal, town.windows.get(one.serviceId) ?? unbounded);
      return opening ? [listed(one, opening, language)] : [];
    }),
  };
}

/** How most services are offered. */
const unbounded: FoundWindow = {
  window: { enabled: true, testMode: false },
  filed: 0,
  changedAt: new Date(0),
};

/** What is on paper among what is online, by name; municipalities write in German. */
function withPaper(
  online: readonly ListedVersion[],
  onPaper: TownServices["onPaper"],
  language: Language,
): readonly ListedVersion[] {
  if (onPaper.length === 0) return online;
  const paper = onPaper.map(({ id, name, summary }) => ({
    serviceId: id,
    version: "",
    name: { de: name },
    summary: { de: summary },
    keywords: [],
    minutes: null,
  }));
  const compare = nameOrder(language);
  return [...online, ...paper].sort((one, other) =>
    compare(textIn(one.name, language), textIn(other.name, language)),
  );
}

/** Listings have no versions. */
function isPaper({ version }: ListedVersion): boolean {
  return version === "";
}

function withWords(
  list: readonly ListedVersion[],
  words: string,
  language: Language,
): readonly ListedVersion[] {
  if (words === "") return list;
  const texts = soughtOf.get(list) ?? list.map((one) => soughtIn(one, language));
  soughtOf.set(list, texts);
  const isSought = hasWordsOf(words);
  return list.filter((_, index) => isSought(texts[index] ?? ""));
}

/** What is searched of all versions in a list, which is of one language and often shared by many towns. */
const soughtOf = new WeakMap<readonly ListedVersion[], readonly string[]>();

/** What is searched of a version, by language: it never changes, and a town may offer hundreds. */
const sought = new WeakMap<ListedVersion, Map<Language, string>>();

function soughtIn(version: ListedVersion, language: Language): string {
  const known = sought.get(version) ?? new Map<Language, string>();
  sought.set(version, known);
  const { name, summary, keywords } = version;
  const text =
    known.get(language) ??
    foldText([textIn(name, language), textIn(summary, language), ...keywords].join(" "));
  known.set(language, text);
  return text;
}

function listed(one: ListedVersion, opening: Opening, language: Language): ListedService {
  const { serviceId, name, summary, minutes } = one;
  return {
    id: serviceId,
    name: showText(name, language),
    summary: showText(summary, language),
    minutes,
    onPaper: isPaper(one),
    state: opening.state,
    test: opening.test !== undefined,
  };
}
