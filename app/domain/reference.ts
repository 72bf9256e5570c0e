import { makeChecked, readChecked } from "./check-character.ts";

/** Characters before the check character: 53 bits. */
const length = 11;

/** Makes a reference such as `7KQ4-M2XB-P9DT` from at least 16 random bytes. */
export function makeReference(bytes: Uint8Array): string {
  return grouped(makeChecked(bytes, length));
}

/** The reference in what somebody typed, in its one spelling; undefined where it is none or mistyped. */
export function readReference(text: string): string | undefined {
  const typed = readChecked(text, length);
  return typed === undefined ? undefined : grouped(typed);
}

function grouped(characters: string): string {
  return characters.replace(/(.{4})(?=.)/g, "$1-");
}
