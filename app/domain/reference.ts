/**
 * Letters and digits that nobody mixes up when reading aloud or copying by hand: without 0 and O, 1 and I; and without
 * the other vowels, so that no reference spells a word. Their number, 29, is prime, so that the check character finds
 * every single wrong character and every swap.
 */
const alphabet = "23456789BCDFGHJKLMNPQRSTVWXYZ";
const base = alphabet.length;
/** Characters before the check character: 53 bits. */
const length = 11;

/** Makes a reference such as `7KQ4-M2XB-P9DT` from at least 16 random bytes. */
export function makeReference(bytes: Uint8Array): string {
  let rest = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let characters = "";
  for (let count = 0; count < length; count += 1) {
    characters += alphabet.charAt(Number(rest % BigInt(base)));
    rest /= BigInt(base);
  }
  return grouped(characters + checkCharacter(characters));
}

/** The reference in what somebody typed, in its one spelling; undefined where it is none or mistyped. */
export function readReference(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[\s–-]/g, "");
  if (typed.length !== length + 1) return undefined;
  if ([...typed].some((character) => !alphabet.includes(character))) return undefined;
  const fits = typed.at(-1) === checkCharacter(typed.slice(0, length));
  return fits ? grouped(typed) : undefined;
}

/** Weighted sum modulo a prime: the weights 1 to 11 differ and none is zero. */
function checkCharacter(characters: string): string {
  const sum = [...characters].reduce(
    (total, character, index) => total + (index + 1) * alphabet.indexOf(character),
    0,
  );
  return alphabet.charAt(sum % base);
}

function grouped(characters: string): string {
  return characters.replace(/(.{4})(?=.)/g, "$1-");
}
