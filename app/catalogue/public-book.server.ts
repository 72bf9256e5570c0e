import { withMunicipality, type Database, type Sql } from "#db/connect.ts";
import type { Log } from "../platform/log.server.ts";

/** What municipalities say of themselves on every page, of all of them, in memory. */
export interface PublicBook<T> {
  /** Never older than two seconds, unless the database is away. */
  readonly read: () => Promise<T>;
  /** As last read. */
  readonly known: () => T;
  /** The next reader gets what the database holds: something was changed here. */
  readonly forget: () => void;
}

interface BookParts<T> {
  readonly database: Database;
  /** Tells where it cannot be read; until it can, what was read before stays. */
  readonly log: Log;
  /** Name of the event that is logged then. */
  readonly unread: string;
  readonly empty: T;
  /** Changes whenever anything in it does. */
  readonly stamp: (sql: Sql) => Promise<string>;
  readonly load: (sql: Sql) => Promise<T>;
}

/** Milliseconds. Between two questions whether anything has changed, and between two that do not ask first. */
const pause = 2000;
const wholePause = 60_000;

export function createPublicBook<T>(parts: BookParts<T>): PublicBook<T> {
  const { database, log, unread, empty, stamp: readStamp, load } = parts;
  let content = empty;
  let stamp: string | undefined;
  let askedAt = -Infinity;
  let wholeAt = -Infinity;
  let asking: Promise<void> | undefined;
  const ask = async (now: number) => {
    try {
      await withMunicipality(database, "*", async (sql) => {
        const current = await readStamp(sql);
        // Slugs and keys of municipalities change without what they say.
        if (current === stamp && now - wholeAt < wholePause) return;
        content = await load(sql);
        stamp = current;
        wholeAt = now;
      });
    } catch (error) {
      log.warn(unread, { error });
    }
    askedAt = now;
    asking = undefined;
  };
  return {
    known: () => content,
    forget: () => {
      askedAt = -Infinity;
      stamp = undefined;
    },
    read: async () => {
      const now = performance.now();
      if (now - askedAt >= pause) await (asking ??= ask(now));
      return content;
    },
  };
}
