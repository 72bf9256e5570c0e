/** What the address of the page asks for, and what it says was done. */
export interface ListQuery {
  readonly search: string;
  readonly rulePage: number;
  readonly codePage: number;
  readonly done: Done | undefined;
}
type Done =
  | { readonly what: "gone" }
  | { readonly what: "ruleDeleted"; readonly leika: string; readonly area: string }
  | { readonly what: "streetsDeleted"; readonly code: string }
  | { readonly what: "listStored"; readonly list: "rules" | "streets" | "postalCodes" };

export function queryOf(request: Request): ListQuery {
  const query = new URL(request.url).searchParams;
  const page = (name: string) => Number(/^[1-9]\d{0,5}$/.exec(query.get(name) ?? "")?.[0] ?? 1);
  return {
    search: (query.get("suche") ?? "").trim().slice(0, 100),
    rulePage: page("regeln"),
    codePage: page("plz-seite"),
    done: doneIn(query),
  };
}

/** Only digits come back into the page. */
function doneIn(query: URLSearchParams): Done | undefined {
  const digits = (name: string) => /^\d{1,14}$/.exec(query.get(name) ?? "")?.[0] ?? "";
  const list = query.get("art");
  switch (query.get("getan")) {
    case "weg":
      return { what: "gone" };
    case "regel":
      return { what: "ruleDeleted", leika: digits("leika"), area: digits("ars") };
    case "strassen":
      return { what: "streetsDeleted", code: digits("plz") };
    case "liste":
      return list === "rules" || list === "streets" || list === "postalCodes"
        ? { what: "listStored", list }
        : undefined;
    default:
      return undefined;
  }
}

/** The address of the same part of the lists. */
export function listsHref(
  { search, rulePage, codePage }: ListQuery,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    ...(search !== "" && { suche: search }),
    ...(rulePage > 1 && { regeln: String(rulePage) }),
    ...(codePage > 1 && { "plz-seite": String(codePage) }),
    ...more,
  });
  return `/verwaltung/betrieb/zustaendigkeit${query.size === 0 ? "" : `?${query.toString()}`}`;
}
