import type { KeyRing } from "../../catalogue/portal.server.ts";

type Options = Readonly<Record<string, unknown>>;

/** Options of a destination as they were and as they are to be, secrets included. */
export interface OptionsToConfirm {
  readonly before: Options;
  readonly after: Options;
}

const context = (id: string): string => `confirmation:${id}`;

/** `id`: of the confirmation. */
export function sealOptions(keys: KeyRing, id: string, options: OptionsToConfirm): Buffer {
  return keys.seal(JSON.stringify(options), context(id));
}

/** Throws `DecryptionError`. */
export function openOptions(keys: KeyRing, id: string, sealed: Buffer): OptionsToConfirm {
  return JSON.parse(keys.open(sealed, context(id)).toString()) as OptionsToConfirm;
}
