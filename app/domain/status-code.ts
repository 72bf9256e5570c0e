import { makeChecked, readChecked } from "./check-character.ts";

/** Characters before the check character: 43 bits, guessed at a few tries a minute. */
const length = 9;

/** Makes a code such as `K7QX9-B2MPD` from at least 16 bytes that only the applicant's browser can make. */
export function makeStatusCode(bytes: Uint8Array): string {
  return grouped(makeChecked(bytes, length));
}

/** The code in what somebody typed, in its one spelling; undefined where it is none or mistyped. */
export function readStatusCode(text: string): string | undefined {
  const typed = readChecked(text, length);
  return typed === undefined ? undefined : grouped(typed);
}

function grouped(characters: string): string {
  return characters.replace(/(.{5})(?=.)/g, "$1-");
}
