import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { deleteOperatorRule, listRules, type RuleRow } from "#db/queries/responsibility.ts";
import {
  searchRules,
  searchStreetCodes,
  type FoundRule,
  type FoundStreetCode,
} from "#db/queries/responsibility-search.ts";
import { deleteStreets } from "#db/queries/streets.ts";
import type { OperatorParts } from "../operator.ts";

/** The rules for an area (ARS or its first digits), or all of them. */
export function listResponsibility(
  { database }: OperatorParts,
  area: string | undefined,
): Promise<readonly RuleRow[]> {
  return query(database, (sql) => listRules(sql, area));
}

/** What is stored and goes with a search ("": everything), page by page from one. */
export async function loadStoredLists(
  { database }: OperatorParts,
  asked: { readonly search: string; readonly rulePage: number; readonly codePage: number },
): Promise<{ readonly rules: Found<FoundRule>; readonly codes: Found<FoundStreetCode> }> {
  const { search, rulePage, codePage } = asked;
  return query(database, async (sql) => ({
    rules: await pageOf(rulePage, (place) => searchRules(sql, search, place)),
    codes: await pageOf(codePage, (place) => searchStreetCodes(sql, search, place)),
  }));
}

interface Found<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
}

const perPage = 50;

async function pageOf<T>(
  page: number,
  search: (place: { limit: number; offset: number }) => Promise<{ rows: T[]; total: number }>,
): Promise<Found<T>> {
  const found = await search({ limit: perPage, offset: (page - 1) * perPage });
  return { ...found, page, pageCount: Math.ceil(found.total / perPage) };
}

/** Deletes a rule of the operator; false where there is none. What a municipality says of itself it alone takes back. */
export function removeRule(
  { database, clock, log }: OperatorParts,
  rule: Pick<RuleRow, "leika" | "area">,
  actor: string,
): Promise<boolean> {
  return withMunicipality(database, "*", async (sql) => {
    if (!(await deleteOperatorRule(sql, rule))) return false;
    const [at, action] = [clock(), "responsibility.removed"] as const;
    const { leika, area } = rule;
    const details = { leika, area };
    await insertAuditEntry(sql, {
      at,
      ars: null,
      actor,
      action,
      subject: "responsibility",
      details,
    });
    log.info(action, details);
    return true;
  });
}

/** Deletes the streets of a postal code. Returns how many entries there were. */
export function removeStreets(
  { database, clock, log }: OperatorParts,
  postalCode: string,
  actor: string,
): Promise<number> {
  return withMunicipality(database, "*", async (sql) => {
    const count = await deleteStreets(sql, postalCode);
    if (count === 0) return 0;
    const [at, action] = [clock(), "streets.removed"] as const;
    const details = { count, postalCode };
    await insertAuditEntry(sql, { at, ars: null, actor, action, subject: "streets", details });
    log.info(action, details);
    return count;
  });
}
