/** What stands before a LeiKa key in federal metadata. */
const scheme = "urn:de:fim:leika:leistung:";

/** A LeiKa key as others write it, with or without its URN; undefined where it is none. */
export function readLeikaKey(text: string): string | undefined {
  const key = text.trim().toLowerCase().replace(scheme, "").replace(/\s/g, "");
  return /^99\d{12}$/.test(key) ? key : undefined;
}

/** The key as federal metadata names it. */
export function leikaUrn(key: string): string {
  return scheme + key;
}

/**
 * Whether two keys mean the same administrative act. A key that ends with six zeros is the object itself, e.g. the dog tax:
 * it stands for everything that one does with it.
 */
export function isSameAct(one: string, other: string): boolean {
  if (one === other) return true;
  const whole = one.endsWith("000000") || other.endsWith("000000");
  return whole && one.slice(0, 8) === other.slice(0, 8);
}
