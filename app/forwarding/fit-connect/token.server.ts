import { createHash } from "node:crypto";
import * as z from "zod";
import type { Environment } from "./options.server.ts";

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().default(1800),
});

interface Kept {
  readonly token: Promise<string>;
  /** Milliseconds; absent while it is being asked for. */
  renewAt?: number;
}
/** Of each client of each environment; in memory alone. */
const kept = new Map<string, Kept>();

/** Seconds before its end at which a token is renewed, and the longest that one is used (section 2: 30 minutes). */
const slackSeconds = 60;
const longestSeconds = 1800;

function keyOf({ tokenUrl, clientId, clientSecret }: Environment): string {
  return createHash("sha256")
    .update(JSON.stringify([tokenUrl, clientId, clientSecret]))
    .digest("hex");
}

/** Asks for a token: client credentials in the body, no scope (getting-started/authentication). */
export type AskForToken = (url: string, form: URLSearchParams) => Promise<unknown>;

/** The token of a client, asked for once for all that need it at the same time. */
export async function tokenOf(
  environment: Environment,
  clock: () => Date,
  ask: AskForToken,
): Promise<string> {
  const key = keyOf(environment);
  const found = kept.get(key);
  if (found && (found.renewAt === undefined || clock().getTime() < found.renewAt))
    return found.token;
  const asking = askFor(environment, ask);
  const entry: Kept = { token: asking.then(({ token }) => token) };
  // Whoever waits for it hears of its failure; where nobody does, it is the caller below who does.
  entry.token.catch(() => undefined);
  kept.set(key, entry);
  try {
    const { token, seconds } = await asking;
    entry.renewAt = clock().getTime() + seconds * 1000;
    return token;
  } catch (error) {
    if (kept.get(key) === entry) kept.delete(key);
    throw error;
  }
}

/** Forgets a token that was refused, unless it was renewed since. */
export async function dropToken(environment: Environment, token: string): Promise<void> {
  const key = keyOf(environment);
  const found = kept.get(key);
  if (found && (await found.token.catch(() => undefined)) === token) kept.delete(key);
}

/** A token and for how many seconds it is used. */
async function askFor(
  { tokenUrl, clientId, clientSecret }: Environment,
  ask: AskForToken,
): Promise<{ readonly token: string; readonly seconds: number }> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const answer = tokenSchema.parse(await ask(tokenUrl, form));
  const seconds = Math.min(answer.expires_in, longestSeconds);
  return { token: answer.access_token, seconds: Math.max(seconds / 2, seconds - slackSeconds) };
}
