import * as z from "zod";
import { sha256 } from "../platform/crypto.server.ts";
import { ask } from "./ask.server.ts";
import type { PaymentOptions } from "./options.ts";

export type Token =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly reason: string };

const answerSchema = z.looseObject({
  access_token: z.string().min(1).max(8000),
  expires_in: z.number().optional(),
});

/** By a digest of who asks whom; a token is of no use elsewhere. */
const known = new Map<string, { readonly value: string; readonly until: number }>();
/** Tokens are renewed before they end. */
const earlySeconds = 30;

/** The token that goes with each request: the one that was set, or one by OAuth client credentials. */
export async function tokenOf(
  { token, tokenUrl, clientId, clientSecret, scope }: PaymentOptions,
  { open, now, fresh }: { readonly open: boolean; readonly now: Date; readonly fresh: boolean },
): Promise<Token> {
  if (tokenUrl === undefined || clientId === undefined || clientSecret === undefined)
    return { ok: true, value: token };
  const key = sha256(JSON.stringify([tokenUrl, clientId, clientSecret, scope]));
  const old = known.get(key);
  if (old && !fresh && old.until > now.getTime()) return { ok: true, value: old.value };
  const answer = await ask(
    tokenUrl,
    {
      method: "POST",
      headers: {
        Accept: "application/json",
        Authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString("base64")}`,
      },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        ...(scope !== undefined && { scope }),
      }),
    },
    open,
  );
  if (!answer.ok) return { ok: false, reason: `token: ${answer.reason}` };
  const read = answerSchema.safeParse(answer.json);
  if (answer.status !== 200 || !read.success)
    return { ok: false, reason: `token: ${answer.status}` };
  const { access_token: value, expires_in: seconds = 60 } = read.data;
  known.set(key, { value, until: now.getTime() + Math.max(0, seconds - earlySeconds) * 1000 });
  return { ok: true, value };
}
