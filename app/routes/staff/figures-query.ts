import type { FiguresRequest } from "#app/administration/load-figures.server.ts";

/** Which figures the address asks for; `monat` is one month alone. */
export function readFiguresQuery(query: URLSearchParams): FiguresRequest {
  const text = (name: string) => [query.get(name)?.slice(0, 100)].find((one) => one !== "");
  const ars = text("gemeinde");
  const month = text("monat");
  return {
    ars: ars === undefined || /^\d{12}$/.test(ars) ? ars : "none",
    service: text("leistung"),
    from: month ?? text("von"),
    to: month ?? text("bis"),
  };
}

/** The address of figures, or of their table to be saved. */
export function figuresHref(
  { ars, service, from, to }: FiguresRequest,
  path = "/verwaltung/zahlen",
): string {
  const query = new URLSearchParams({
    ...(ars !== undefined && { gemeinde: ars }),
    ...(service !== undefined && { leistung: service }),
    ...(from !== undefined && { von: from }),
    ...(to !== undefined && { bis: to }),
  });
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
