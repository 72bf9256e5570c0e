import { LRUCache } from "lru-cache";
import { query } from "#db/connect.ts";
import {
  listAsTheyAre,
  listCurrentVersions,
  listListedVersions,
  type ListedVersion,
  type TownServices,
} from "#db/queries/town-services.ts";
import { nameOrder, pickText, type Language } from "../domain/text.ts";
import type { Portal } from "./portal.server.ts";

/** What a process keeps of services for its lists. */
interface Kept {
  /** What versions show, by their lines ("hundesteuer 1.2.0"); they never change. */
  readonly versions: Map<string, ListedVersion>;
  /** Whole lists by name, by language and all that is in them: most towns offer what others offer too. */
  readonly lists: LRUCache<string, readonly ListedVersion[]>;
  /** The current version of each service, and until when that is believed (ms). */
  current: ReadonlyMap<string, string>;
  until: number;
}

const kept = new WeakMap<Portal["database"], Kept>();
/** Versions that are kept, some two kilobytes each. */
const mostVersions = 5000;
/** Lists that are kept; with hundreds of services some twenty kilobytes each. */
const mostLists = 100;
/** Milliseconds after which another version that has become the current one is noticed. */
const believed = 2000;

/** What a municipality offers, by name, with what lists show of it. Reads no more than what this process has not seen. */
export async function namedServices(
  { database }: Pick<Portal, "database">,
  { municipality, asTheyAre, own }: Pick<TownServices, "municipality" | "asTheyAre" | "own">,
  language: Language,
): Promise<readonly ListedVersion[]> {
  const known: Kept = kept.get(database) ?? {
    versions: new Map(),
    lists: new LRUCache({ max: mostLists }),
    current: new Map(),
    until: 0,
  };
  kept.set(database, known);
  if (performance.now() > known.until) await readCurrent(database, known);
  const mine = own.map(({ id, version }) => `${id} ${version}`);
  const keyOf = (shared: string) => [language, shared, ...mine].join("\n");
  const found = known.lists.get(keyOf(asTheyAre));
  return withSummaries(found ?? (await readList()), own);

  /** Kept under what stood for it when it was read: it may have changed a moment ago. */
  async function readList(): Promise<readonly ListedVersion[]> {
    const read = await query(database, (sql) => listAsTheyAre(sql, municipality.ars));
    const list = await makeList(database, known, read.ids, mine, language);
    known.lists.set(keyOf(read.asTheyAre), list);
    return list;
  }
}

/** With what the municipality says in place of services' own summaries. */
function withSummaries(
  list: readonly ListedVersion[],
  own: TownServices["own"],
): readonly ListedVersion[] {
  const said = new Map(own.flatMap(({ id, summary }) => (summary ? [[id, summary] as const] : [])));
  if (said.size === 0) return list;
  return list.map((one) => {
    const summary = said.get(one.serviceId);
    return summary ? { ...one, summary } : one;
  });
}

async function readCurrent(database: Portal["database"], known: Kept): Promise<void> {
  const current = await query(database, listCurrentVersions);
  const isSame =
    current.size === known.current.size &&
    [...current].every(([id, version]) => known.current.get(id) === version);
  if (!isSame) known.lists.clear();
  known.current = current;
  known.until = performance.now() + believed;
}

async function makeList(
  database: Portal["database"],
  known: Kept,
  ids: readonly string[],
  own: readonly string[],
  language: Language,
): Promise<readonly ListedVersion[]> {
  // A service that was added a moment ago.
  if (ids.some((id) => !known.current.has(id))) await readCurrent(database, known);
  const lines = [...ids.map((id) => `${id} ${known.current.get(id) ?? ""}`), ...own];
  const missing = lines.filter((line) => !known.versions.has(line));
  const found =
    missing.length > 0 ? await query(database, (sql) => listListedVersions(sql, missing)) : [];
  const fresh = new Map(found.map((one) => [`${one.serviceId} ${one.version}`, one]));
  const list = lines.flatMap((line) => known.versions.get(line) ?? fresh.get(line) ?? []);
  if (known.versions.size + fresh.size > mostVersions) known.versions.clear();
  for (const [line, one] of fresh) known.versions.set(line, one);
  return byName(list, language);
}

function byName(list: readonly ListedVersion[], language: Language): readonly ListedVersion[] {
  const compare = nameOrder(language);
  const named = list.map((one) => ({ one, name: pickText(one.name, language).text }));
  return named.sort((a, b) => compare(a.name, b.name)).map(({ one }) => one);
}
