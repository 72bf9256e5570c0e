import * as z from "zod";
import type { SignInSecrets } from "../identity/identity-provider.server.ts";
import { DecryptionError, deriveKey, open, randomId, seal } from "../platform/crypto.server.ts";
import type { Visit } from "./open-journey.server.ts";

/** Seconds within which a sign-in has to come back. */
export const signInPatience = 600;
/** So many may be under way in one browser, in as many tabs. */
const most = 4;

/** A sign-in that is under way. */
export interface Attempt extends SignInSecrets {
  readonly place: Place;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: SignInStart;
  /** What was filed before stays as it is: a new application begins. */
  readonly anew: boolean;
}
/** The page on which it began. */
export type SignInStart = "service" | "review";
export type Place = Pick<Visit, "municipality" | "service">;

const placeSchema = z.object({ municipality: z.string(), service: z.string() });
const attemptsSchema = z.array(
  z.object({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    place: placeSchema,
    at: z.number(),
    from: z.enum(["service", "review"]),
    anew: z.boolean(),
  }),
);
const stateSchema = z.object({ place: placeSchema });

/** What goes through the provider and comes back: random, and sealed, so that it does not learn what somebody applies for. */
export function newState(masterKey: Buffer, { municipality, service }: Place): string {
  const text = JSON.stringify({ id: randomId(), place: { municipality, service } });
  return seal(keyOf(masterKey), text, "state").toString("base64url");
}

/** The place in a state of ours, in whatever browser it comes back. It proves nothing of who brings it. */
export function placeOfState(masterKey: Buffer, state: string): Place | undefined {
  return opened(masterKey, state, "state", stateSchema)?.place;
}

/** What a browser holds in its cookie; nothing where it was made by somebody else. */
export function readAttempts(masterKey: Buffer, text: string | undefined): readonly Attempt[] {
  if (text === undefined) return [];
  return opened(masterKey, text, "attempts", attemptsSchema) ?? [];
}

/** For the browser's cookie; `undefined` where none is under way any more. The oldest ones go. */
export function writeAttempts(masterKey: Buffer, attempts: readonly Attempt[]): string | undefined {
  if (attempts.length === 0) return undefined;
  const text = JSON.stringify(attempts.slice(-most));
  return seal(keyOf(masterKey), text, "attempts").toString("base64url");
}

function opened<T>(
  masterKey: Buffer,
  text: string,
  context: string,
  schema: z.ZodType<T>,
): T | undefined {
  try {
    const plain = open(keyOf(masterKey), Buffer.from(text, "base64url"), context).toString();
    return schema.safeParse(JSON.parse(plain)).data;
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}

function keyOf(masterKey: Buffer): Buffer {
  return deriveKey(masterKey, "citizen sign-in");
}
