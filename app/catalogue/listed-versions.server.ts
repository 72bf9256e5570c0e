import { query } from "#db/connect.ts";
import {
  listListedVersions,
  type ListedVersion,
  type TownServiceRow,
} from "#db/queries/town-services.ts";
import { pickText, type Language } from "../domain/text.ts";
import type { Portal } from "./portal.server.ts";

/** What is kept of versions: they never change. */
interface Kept {
  readonly versions: Map<string, ListedVersion>;
  /** Places in the order of names, by language; made anew once there are more versions. */
  readonly ranks: Map<Language, ReadonlyMap<string, number>>;
}
type Wanted = Pick<TownServiceRow, "serviceId" | "version">;

const kept = new WeakMap<Portal["database"], Kept>();
/** Versions that are kept, some two kilobytes each. */
const mostVersions = 5000;

/** Services of a municipality with what lists show of them, by name. Reads no more than what this process has never seen. */
export async function namedServices(
  { database }: Pick<Portal, "database">,
  rows: readonly Pick<TownServiceRow, "serviceId" | "version" | "summary">[],
  language: Language,
): Promise<readonly ListedVersion[]> {
  const { versions, ranks } = await keep(database, rows);
  const rank = ranks.get(language) ?? rankBy(versions, language);
  ranks.set(language, rank);
  const rankOf = (row: ListedVersion): number => rank.get(keyOf(row)) ?? 0;
  return rows
    .flatMap((row) => {
      const version = versions.get(keyOf(row));
      return version ? [row.summary ? { ...version, summary: row.summary } : version] : [];
    })
    .sort((one, other) => rankOf(one) - rankOf(other));
}

async function keep(database: Portal["database"], rows: readonly Wanted[]): Promise<Kept> {
  let known = kept.get(database) ?? { versions: new Map(), ranks: new Map() };
  const missing = rows.filter((row) => !known.versions.has(keyOf(row)));
  if (missing.length > 0) {
    const found = await query(database, (sql) => listListedVersions(sql, missing));
    const isFull = known.versions.size + found.length > mostVersions;
    if (isFull) return { versions: new Map(await all(database, rows)), ranks: new Map() };
    known = {
      versions: new Map([...known.versions, ...found.map((one) => [keyOf(one), one] as const)]),
      ranks: new Map(),
    };
    kept.set(database, known);
  }
  return known;
}

/** Beyond what is kept: begins anew with what is wanted now. */
async function all(database: Portal["database"], rows: readonly Wanted[]) {
  kept.delete(database);
  const found = await query(database, (sql) => listListedVersions(sql, rows));
  return found.map((one) => [keyOf(one), one] as const);
}

function rankBy(
  versions: ReadonlyMap<string, ListedVersion>,
  language: Language,
): ReadonlyMap<string, number> {
  const { compare } = new Intl.Collator(language);
  const named = [...versions].map(
    ([key, { name }]) => [key, pickText(name, language).text] as const,
  );
  named.sort(([, one], [, other]) => compare(one, other));
  return new Map(named.map(([key], index) => [key, index]));
}

function keyOf({ serviceId, version }: Pick<ListedVersion, "serviceId" | "version">): string {
  return `${serviceId} ${version}`;
}
