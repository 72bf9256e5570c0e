import * as z from "zod";
import type { PickupRow } from "#db/queries/pickups.ts";
import type { KeyRing } from "../../catalogue/portal.server.ts";
import type { PrivateKeyPair } from "./receiver-keys.server.ts";
import { checkEnvironment, environmentShape, type Environment } from "./options.server.ts";

/** How a municipality's own destination is reached. */
export interface PickupOptions extends Environment {
  /** Absent until it is registered, for which its keys are needed. */
  readonly destinationId?: string | undefined;
}

export const pickupOptions: z.ZodType<PickupOptions> = z
  .strictObject({ ...environmentShape, destinationId: z.guid().optional() })
  .superRefine(checkEnvironment);

/** Options that are stored sealed, and never shown. */
export const pickupSecrets: readonly string[] = [
  "clientSecret",
  "callbackSecret",
] satisfies (keyof PickupOptions)[];

/** Options and keys of a pick-up; sealed are only those options that are secret. */
export interface StoredPickup {
  readonly options: Readonly<Record<string, unknown>>;
  readonly keys: readonly PrivateKeyPair[];
}

/** A pick-up with everything that is needed to make a round. */
export interface OpenPickup {
  readonly options: PickupOptions;
  /** Newest first; old ones stay as long as something may come that is encrypted for them (section 11). */
  readonly keys: readonly PrivateKeyPair[];
}

function context(id: string): string {
  return `pickup:${id}`;
}

/** What is stored of a pick-up, whether its options are valid or not. Throws `DecryptionError`. */
export function readPickup(
  keys: KeyRing,
  { id, options, secrets }: Pick<PickupRow, "id" | "options" | "secrets">,
): StoredPickup {
  const opened = JSON.parse(keys.open(secrets, context(id)).toString()) as StoredPickup;
  return { options: { ...(options as object), ...opened.options }, keys: opened.keys };
}

/** Undefined where its options are not valid (any more). Throws `DecryptionError`. */
export function openPickup(
  keys: KeyRing,
  row: Pick<PickupRow, "id" | "options" | "secrets">,
): OpenPickup | undefined {
  const stored = readPickup(keys, row);
  const given = pickupOptions.safeParse(stored.options);
  return given.success ? { options: given.data, keys: stored.keys } : undefined;
}

/** The same the other way: what is secret is sealed, the rest lies open. */
export function closePickup(
  keys: KeyRing,
  id: string,
  { options, keys: pairs }: OpenPickup,
): Pick<PickupRow, "options" | "secrets"> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  const isSecret = ([name]: readonly [string, unknown]) => pickupSecrets.includes(name);
  const sealed: StoredPickup = {
    options: Object.fromEntries(entries.filter(isSecret)),
    keys: pairs,
  };
  return {
    options: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: keys.seal(JSON.stringify(sealed), context(id)),
  };
}
