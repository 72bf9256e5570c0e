import { DatabaseUnavailableError, query } from "#db/connect.ts";
import { findAuthorityBySlug, type AuthorityContact } from "#db/queries/authority-contacts.ts";
import { shortName } from "../domain/municipality.ts";
import type { Portal } from "./portal.server.ts";

/** Who is responsible on a municipality's pages, and how they are reached; "" for what it does not say. */
export type ShownAuthority = AuthorityContact;

/** Milliseconds for which an answer is kept: it stands on every page, and rarely changes. */
const keptFor = 60_000;
/** Municipalities per process. */
const maxKept = 2000;

interface Kept {
  readonly until: number;
  readonly authority: ShownAuthority | undefined;
}
const kept = new WeakMap<Portal["database"], Map<string, Kept>>();

/**
 * The authority behind the first part of an address, up to a minute old; undefined where there is no such municipality. Where
 * the database is away, too: the page itself says so.
 */
export async function authorityAt(
  { database, clock }: Portal,
  slug: string,
): Promise<ShownAuthority | undefined> {
  const all = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, all);
  const now = clock().getTime();
  const known = all.get(slug);
  if (known && known.until > now) return known.authority;
  try {
    const row = await query(database, (sql) => findAuthorityBySlug(sql, slug));
    if (!row) return undefined;
    const { municipality, name, ...contact } = row;
    const authority = { ...contact, name: name === "" ? shortName({ name: municipality }) : name };
    all.delete(slug);
    all.set(slug, { until: now + keptFor, authority });
    const [oldest] = all.keys();
    if (all.size > maxKept && oldest !== undefined) all.delete(oldest);
    return authority;
  } catch (error) {
    if (error instanceof DatabaseUnavailableError) return undefined;
    throw error;
  }
}

/** Forgets what is kept, so that a change shows at once where it was made. */
export function dropAuthority({ database }: Pick<Portal, "database">): void {
  kept.delete(database);
}
