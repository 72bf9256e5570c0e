import { query } from "#db/connect.ts";
import { listListedVersions, type ListedVersion } from "#db/queries/town-services.ts";
import { pickText, type Language } from "../domain/text.ts";
import type { Portal } from "./portal.server.ts";

/** What is kept of what never changes. */
interface Kept {
  /** By their lines ("hundesteuer 1.2.0"). */
  readonly versions: Map<string, ListedVersion>;
  /** Whole lists by name, by language and all their lines: most towns offer what others offer too. */
  readonly lists: Map<string, readonly ListedVersion[]>;
}

const kept = new WeakMap<Portal["database"], Kept>();
/** Versions that are kept, some two kilobytes each. */
const mostVersions = 5000;
/** Lists that are kept; with hundreds of services some twenty kilobytes each. */
const mostLists = 100;

/** Services by name with what lists show of them, from lines of service and version. Reads no more than what this process has never seen. */
export async function namedServices(
  { database }: Pick<Portal, "database">,
  offered: string,
  language: Language,
): Promise<readonly ListedVersion[]> {
  if (offered === "") return [];
  const { versions, lists } = kept.get(database) ?? { versions: new Map(), lists: new Map() };
  kept.set(database, { versions, lists });
  const key = `${language} ${offered}`;
  const list = lists.get(key) ?? byName(await versionsOf(database, versions, offered), language);
  lists.delete(key);
  // Most recently used last, so that the first one is the one to drop.
  lists.set(key, list);
  const [oldest] = lists.keys();
  if (lists.size > mostLists && oldest !== undefined) lists.delete(oldest);
  return list;
}

async function versionsOf(
  database: Portal["database"],
  versions: Map<string, ListedVersion>,
  offered: string,
): Promise<ListedVersion[]> {
  const lines = offered.split("\n");
  const missing = lines.filter((line) => !versions.has(line));
  const found =
    missing.length > 0 ? await query(database, (sql) => listListedVersions(sql, missing)) : [];
  const fresh = new Map(found.map((one) => [`${one.serviceId} ${one.version}`, one]));
  const list = lines.flatMap((line) => versions.get(line) ?? fresh.get(line) ?? []);
  if (versions.size + fresh.size > mostVersions) versions.clear();
  for (const [line, one] of fresh) versions.set(line, one);
  return list;
}

function byName(list: readonly ListedVersion[], language: Language): readonly ListedVersion[] {
  const { compare } = new Intl.Collator(language);
  const named = list.map((one) => ({ one, name: pickText(one.name, language).text }));
  return named.sort((a, b) => compare(a.name, b.name)).map(({ one }) => one);
}
