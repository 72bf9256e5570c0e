import { isAuditKind, type AuditKind } from "#app/administration/audit-kinds.ts";
import type { AuditRequest } from "#app/administration/load-audit-log.server.ts";

/** What an address of the log asks for, as it was typed. */
export interface AuditQuery {
  readonly person: string;
  readonly service: string;
  readonly kind: AuditKind | "";
  readonly from: string;
  readonly to: string;
  readonly before: number | undefined;
}

/** Names of the query's parts, as they stand in addresses. */
const names = {
  person: "person",
  service: "leistung",
  kind: "art",
  from: "von",
  to: "bis",
} as const;

export function readAuditQuery(query: URLSearchParams): AuditQuery {
  const text = (name: string) => {
    const value = query.get(name)?.trim() ?? "";
    return value.length > 100 || value.includes("\0") ? "" : value;
  };
  const kind = text(names.kind);
  const before = text("vor");
  return {
    person: text(names.person),
    service: text(names.service),
    kind: isAuditKind(kind) ? kind : "",
    from: text(names.from),
    to: text(names.to),
    before: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
  };
}

/** `date`: is none. `order`: ends before it begins. */
export interface AuditQueryProblem {
  readonly name: "von" | "bis";
  readonly code: "date" | "order";
}

/** What to look for; days that cannot be read are told, and left out. */
export function auditRequestOf(
  asked: AuditQuery,
  ars: string | undefined,
): { readonly request: AuditRequest; readonly problems: readonly AuditQueryProblem[] } {
  const { person, service, kind, before } = asked;
  const [from, to] = [readDay(asked.from), readDay(asked.to)];
  const problems: AuditQueryProblem[] = [
    ...(from === "none" ? [{ name: "von", code: "date" } as const] : []),
    ...(to === "none" ? [{ name: "bis", code: "date" } as const] : []),
  ];
  const fine = problems.length === 0;
  if (fine && from !== undefined && to !== undefined && to < from)
    problems.push({ name: "bis", code: "order" });
  return {
    request: {
      ...(ars !== undefined && { ars }),
      ...(person !== "" && { person }),
      ...(service !== "" && { service }),
      ...(kind !== "" && { kind }),
      ...(from !== undefined && from !== "none" && { from }),
      ...(to !== undefined && to !== "none" && { to }),
      ...(before !== undefined && { before }),
    },
    problems,
  };
}

/** A day as people write it, also `2026-11-24`; "none" for what is none, undefined for nothing. */
function readDay(text: string): string | undefined {
  if (text === "") return undefined;
  const [, day, month, year] = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text) ?? [];
  const iso =
    year === undefined
      ? text
      : `${year}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(date.getTime());
  return isDay && date.toISOString().startsWith(iso) ? iso : "none";
}

/** Where the operator's own log is. */
export const operatorLog = "/verwaltung/betrieb/protokoll";

/** The address of a part of the log; `ars` undefined: of the operator's own. */
export function auditHref(
  ars: string | undefined,
  asked: Omit<AuditQuery, "before">,
  { ending = "", before }: { readonly ending?: "" | ".csv"; readonly before?: number } = {},
): string {
  const path = (ars === undefined ? operatorLog : "/verwaltung/protokoll") + ending;
  const query = new URLSearchParams(ars === undefined ? {} : { gemeinde: ars });
  for (const key of ["person", "service", "kind", "from", "to"] as const)
    if (asked[key] !== "") query.set(names[key], asked[key]);
  if (before !== undefined) query.set("vor", String(before));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

export function isAuditFiltered({ person, service, kind, from, to }: AuditQuery): boolean {
  return [person, service, kind, from, to].some((part) => part !== "");
}
