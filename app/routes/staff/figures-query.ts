import type { FiguresRequest } from "#app/administration/load-figures.server.ts";

/** Which figures the address asks for. */
export function readFiguresQuery(query: URLSearchParams): FiguresRequest {
  const text = (name: string) => [query.get(name)?.slice(0, 100)].find((one) => one !== "");
  const ars = text("gemeinde");
  return {
    ars: ars === undefined || /^\d{12}$/.test(ars) ? ars : "none",
    service: text("leistung"),
    month: text("monat"),
  };
}

/** The address of figures, or of their table to be saved. */
export function figuresHref(
  { ars, service, month }: FiguresRequest,
  path = "/verwaltung/zahlen",
): string {
  const query = new URLSearchParams({
    ...(ars !== undefined && { gemeinde: ars }),
    ...(service !== undefined && { leistung: service }),
    ...(month !== undefined && { monat: month }),
  });
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
