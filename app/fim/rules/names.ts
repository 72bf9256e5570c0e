/** How alike names must be to mean the same: half of their words. */
const enough = 0.5;

/** Whether two names are the same but for case, punctuation and spacing. */
export function isSameName(left: string, right: string): boolean {
  return wordsOf(left).join(" ") === wordsOf(right).join(" ");
}

/**
 * Whether two names are alike enough to be about the same thing: renamed elements and typing errors are common
 * in rules, a wrong id beside a name is what has to be caught.
 */
export function isLikeName(left: string, right: string): boolean {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  if (a.length === 0 || b.length === 0) return false;
  if (a.join("") === b.join("")) return true;
  const shared = a.filter((word) => b.some((other) => isLikeWord(word, other))).length;
  return (2 * shared) / (a.length + b.length) >= enough;
}

function wordsOf(name: string): readonly string[] {
  return (
    name
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Equal, or one letter apart in a word long enough to be recognised. */
function isLikeWord(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.length < 5 || right.length < 5 || Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  const rest = (word: string, skip: number): string => word.slice(start + skip);
  return (
    rest(left, 1) === rest(right, 1) ||
    rest(left, 1) === rest(right, 0) ||
    rest(left, 0) === rest(right, 1)
  );
}
