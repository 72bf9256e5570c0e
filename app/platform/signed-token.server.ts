import { createHmac, timingSafeEqual } from "node:crypto";

/** Plain data that a browser keeps for us and cannot change: `<JSON>.<HMAC-SHA-256>`, both base64url. */
export function signToken(key: Buffer, content: Readonly<Record<string, unknown>>): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${body}.${signatureOf(key, body).toString("base64url")}`;
}

/** What `signToken` signed with that key; undefined for anything else. */
export function readSignedToken(key: Buffer, token: string): unknown {
  const [body = "", signature = "", ...more] = token.split(".");
  const own = signatureOf(key, body);
  const given = Buffer.from(signature, "base64url");
  if (more.length > 0 || given.length !== own.length || !timingSafeEqual(own, given))
    return undefined;
  return JSON.parse(Buffer.from(body, "base64url").toString()) as unknown;
}

function signatureOf(key: Buffer, body: string): Buffer {
  return createHmac("sha256", key).update(body).digest();
}
