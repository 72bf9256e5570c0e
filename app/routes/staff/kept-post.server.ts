import * as z from "zod";
import type { Portal } from "#app/catalogue/portal.server.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import { DecryptionError, deriveKey, open, seal } from "#app/platform/crypto.server.ts";

const context = "kept post";
/** Milliseconds for which somebody may take to sign in again. */
const lifetime = 3600_000;

const keptSchema = z.object({
  fields: z.array(z.tuple([z.string(), z.string()])),
  until: z.number(),
});
/** Names and values of a form, in its order. */
export type KeptFields = z.infer<typeof keptSchema>["fields"];

/**
 * Seals what was posted after a session had ended, for a hidden field of the sign-in form: nothing is stored, and nobody can read or change it
 * on the way.
 */
export function keepPost(portal: Portal, raw: RawInput): string {
  const fields = Object.entries(raw).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value]),
  );
  const until = portal.clock().getTime() + lifetime;
  return seal(keyOf(portal), JSON.stringify({ fields, until }), context).toString("base64url");
}

/** What `keepPost` sealed; undefined where it is nothing of ours, or too old. */
export function keptPost(portal: Portal, text: string | undefined): KeptFields | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    const plain = open(keyOf(portal), Buffer.from(text, "base64url"), context).toString();
    const { fields, until } = keptSchema.parse(JSON.parse(plain));
    return until >= portal.clock().getTime() ? fields : undefined;
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}

function keyOf({ config }: Portal): Buffer {
  return deriveKey(config.masterKey, "kept posts of staff");
}
