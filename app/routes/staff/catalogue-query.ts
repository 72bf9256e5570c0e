import type { CatalogueRequest } from "#app/administration/load-catalogue.server.ts";

/** Names of the query's parts, as they stand in addresses. */
const names = {
  typed: "suche",
  situation: "lage",
  language: "textsprache",
  offered: "online",
  page: "seite",
} as const;

/** What an address of the catalogue asks for. What cannot be meant is left out. */
export function readCatalogueQuery(query: URLSearchParams): CatalogueRequest {
  const text = (name: string) => {
    const value = query.get(name)?.trim() ?? "";
    return value.length > 100 || value.includes("\0") ? "" : value;
  };
  const offered = query.get(names.offered);
  return {
    filter: {
      typed: text(names.typed),
      situation: text(names.situation),
      language: text(names.language),
      offered: offered === "ja" ? true : offered === "nein" ? false : undefined,
    },
    page: readPage(query),
    changed: query.get("geaendert") ?? undefined,
  };
}

/** The page that an address asks for, from 1. */
export function readPage(query: URLSearchParams): number {
  const page = query.get(names.page) ?? "";
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
}

/** The address of a part of the catalogue; `ars` undefined: for no municipality in particular. */
export function catalogueHref(
  ars: string | undefined,
  { filter, page }: Pick<CatalogueRequest, "filter" | "page">,
  more: Readonly<Record<string, string>> = {},
): string {
  const { typed, situation, language, offered } = filter;
  const query = new URLSearchParams({
    ...(ars !== undefined && { gemeinde: ars }),
    ...(typed !== "" && { [names.typed]: typed }),
    ...(situation !== "" && { [names.situation]: situation }),
    ...(language !== "" && { [names.language]: language }),
    ...(offered !== undefined && { [names.offered]: offered ? "ja" : "nein" }),
    ...(page > 1 && { [names.page]: String(page) }),
    ...more,
  });
  const path = ars === undefined ? "/verwaltung/katalog" : "/verwaltung";
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** Whether something is filtered out. */
export function isFiltered({ filter }: Pick<CatalogueRequest, "filter">): boolean {
  const { typed, situation, language, offered } = filter;
  return typed !== "" || situation !== "" || language !== "" || offered !== undefined;
}

/** The address of an entry of the catalogue, or of who uses it. */
export function entryHref(
  id: string,
  ars: string | undefined,
  more: Readonly<Record<string, string>> = {},
  below = "",
): string {
  const query = new URLSearchParams({ ...(ars !== undefined && { gemeinde: ars }), ...more });
  const path = `/verwaltung/katalog/${id}${below}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** An ARS as it comes with a request; what is none names no municipality either. */
export function readArs(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || text === "") return undefined;
  return /^\d{12}$/.test(text) ? text : "none";
}
