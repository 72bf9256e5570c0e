import { createChallenge, verifySolution, type Payload } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import * as z from "zod";

/**
 * About a second of a desktop computer and a few of an old phone, and a few milliseconds of the server's: 256 tries on
 * average with so many rounds of PBKDF2 each.
 */
const difficulty = { algorithm: "PBKDF2/SHA-256", cost: 5000, keyPrefix: "00" };

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(difficulty.algorithm),
      nonce: z.string(),
      salt: z.string(),
      cost: z.literal(difficulty.cost),
      keyLength: z.number(),
      keyPrefix: z.literal(difficulty.keyPrefix),
      data: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** A task for a browser (ALTCHA, proof of work version 2), as JSON. `data` is signed with it and comes back. */
export async function makeProofTask(
  key: Buffer,
  data: Readonly<Record<string, string | number>>,
): Promise<string> {
  const task = await createChallenge({
    ...difficulty,
    deriveKey,
    data: { ...data },
    hmacSignatureSecret: key.toString("hex"),
  });
  return JSON.stringify(task);
}

/**
 * What was signed with a task, and its id, if that is its solution: base64 of JSON with `challenge` and `solution`, as
 * ALTCHA sends it. Undefined for anything else. Whether it is still good, and whether it was used, is for others to say.
 */
export async function checkProof(
  key: Buffer,
  text: string,
): Promise<
  { readonly id: string; readonly data: Readonly<Record<string, string | number>> } | undefined
> {
  const read = payloadSchema.safeParse(jsonIn(text));
  if (!read.success) return undefined;
  const payload = read.data;
  const { verified } = await verifySolution({
    ...(payload as Payload),
    deriveKey,
    hmacSignatureSecret: key.toString("hex"),
  });
  const { nonce, data } = payload.challenge.parameters;
  return verified ? { id: nonce, data } : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString());
  } catch {
    return undefined;
  }
}
