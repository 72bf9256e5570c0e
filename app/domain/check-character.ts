/**
 * Letters and digits that nobody mixes up when reading aloud or copying by hand: without 0 and O, 1 and I; and without
 * the other vowels, so that nothing spells a word. Their number, 29, is prime, so that the check character finds every
 * single wrong character and every swap.
 */
const alphabet = "23456789BCDFGHJKLMNPQRSTVWXYZ";
const base = alphabet.length;

/** `length` characters out of random bytes (at least 8 bits more than the characters hold), and a check character. */
export function makeChecked(bytes: Uint8Array, length: number): string {
  let rest = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let characters = "";
  for (let count = 0; count < length; count += 1) {
    characters += alphabet.charAt(Number(rest % BigInt(base)));
    rest /= BigInt(base);
  }
  return characters + checkCharacter(characters);
}

/** What somebody typed, without spaces and hyphens; undefined where it is not of that length, or mistyped. */
export function readChecked(text: string, length: number): string | undefined {
  const typed = text.toUpperCase().replace(/[\s–-]/g, "");
  if (typed.length !== length + 1) return undefined;
  if ([...typed].some((character) => !alphabet.includes(character))) return undefined;
  return typed.at(-1) === checkCharacter(typed.slice(0, length)) ? typed : undefined;
}

/** Weighted sum modulo a prime: the weights 1 to 11 differ and none is zero. */
function checkCharacter(characters: string): string {
  const sum = [...characters].reduce(
    (total, character, index) => total + (index + 1) * alphabet.indexOf(character),
    0,
  );
  return alphabet.charAt(sum % base);
}
