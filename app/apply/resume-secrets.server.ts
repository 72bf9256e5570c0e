import { randomInt } from "node:crypto";
import { deriveKey, randomId, sha256 } from "../platform/crypto.server.ts";
import { keyFromPassphrase } from "../platform/passphrase.server.ts";
import type { ResumeSecrets } from "./draft.server.ts";

/** Without letters and digits that are taken for each other. */
const alphabet = "23456789BCDFGHJKLMNPQRSTVWXYZ";
const codeLength = 10;

/** A link's secret part of 128 bits and a code of 48, both by chance. */
export function newSecrets(): ResumeSecrets {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]);
  return { token: randomId(), code: letters.join("") };
}

/** In two blocks, to be read and typed: `K7M2P-Q9XR4`. */
export function writeCode(code: string): string {
  return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;
}

/** The code as it was made, whatever case, blanks and hyphens it was typed with. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
}

/** Under which the link is stored. */
export function linkId(token: string): string {
  return sha256(`resume-link ${token}`);
}

/**
 * The key that seals the draft's ticket. It takes both halves: whoever copies the database has neither, whoever reads
 * the link lacks the code.
 */
export async function linkKey({ token, code }: ResumeSecrets): Promise<Buffer> {
  const secret = Buffer.from(token);
  const slow = await keyFromPassphrase(code, deriveKey(secret, "resume-link salt"));
  return deriveKey(Buffer.concat([secret, slow]), "resume-link key");
}
