import type { Municipality } from "../municipality.ts";

/** Who is responsible in place of a municipality. */
export interface Authority {
  /** 12 digits; of a district with zeros behind it. */
  readonly ars: string;
  readonly name: string;
  /** Its own page; "" where none is known. */
  readonly url: string;
  /** Undefined where it is no municipality of this portal. */
  readonly municipality: Municipality | undefined;
}

/** All beginnings of a key, from two digits on: what a rule may name. */
export function prefixesOf(key: string): string[] {
  return Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(0, at + 2));
}
