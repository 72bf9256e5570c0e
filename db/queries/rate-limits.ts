import type { Sql } from "../connect.ts";

export interface RateLimit {
  /** What is counted, e.g. `sign-in:<hash>`; holds no name and no address in the clear. */
  readonly key: string;
  /** How many are let through in one window. */
  readonly limit: number;
  readonly windowSeconds: number;
}

/** `allowed`, or when to come back, in whole seconds. */
export type RateLimitOutcome =
  { readonly outcome: "allowed" } | { readonly outcome: "limited"; readonly retryAfter: number };

/**
 * Counts one event in a fixed window and tells whether it may go ahead. One statement, hence right for any number of
 * processes; what is refused does not make the wait longer.
 */
export async function countEvent(sql: Sql, rate: RateLimit, now: Date): Promise<RateLimitOutcome> {
  const resetAt = new Date(now.getTime() + rate.windowSeconds * 1000);
  const [row] = await sql<{ count: number; resetAt: Date }[]>`
    insert into rate_limits as known (key, count, reset_at) values (${rate.key}, 1, ${resetAt})
    on conflict (key) do update set
      count = case when known.reset_at <= ${now} then 1 else least(known.count, ${rate.limit}) + 1 end,
      reset_at = case when known.reset_at <= ${now} then excluded.reset_at else known.reset_at end
    returning count, reset_at`;
  if (row === undefined || row.count <= rate.limit) return { outcome: "allowed" };
  const wait = Math.ceil((row.resetAt.getTime() - now.getTime()) / 1000);
  return { outcome: "limited", retryAfter: Math.max(1, wait) };
}

/** Counts one event in each, in their order; seconds to wait if one of them is used up, behind which nothing is counted. */
export async function countEventInAll(
  sql: Sql,
  rates: readonly RateLimit[],
  now: Date,
): Promise<number | undefined> {
  for (const rate of rates) {
    const counted = await countEvent(sql, rate, now);
    if (counted.outcome === "limited") return counted.retryAfter;
  }
  return undefined;
}

/** Forgets what was counted, e.g. after a sign-in that succeeded. */
export async function resetEvents(sql: Sql, key: string): Promise<void> {
  await sql`delete from rate_limits where key = ${key}`;
}

/** Returns how many. */
export async function deletePastRateLimits(sql: Sql, now: Date): Promise<number> {
  const { count } = await sql`delete from rate_limits where reset_at <= ${now}`;
  return count;
}
