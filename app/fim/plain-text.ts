/** One line: labels and titles. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Paragraphs without the indentation of a pretty-printed file. */
export function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The part of a FIM description that was written for people: converters append the old file's metadata. */
export function withoutConverterNotes(text: string): string {
  const notes = text.indexOf("Originalwerte der XDF2-Datei:");
  return paragraphs(notes === -1 ? text : text.slice(0, notes));
}

const longestSlug = 60;
const letters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** German text as part of an address: small letters, digits and hyphens, at most 60 characters. */
export function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (slug.length <= longestSlug) return slug;
  // Cut between words, unless the first word alone is too long.
  const cut = slug.lastIndexOf("-", longestSlug);
  return slug.slice(0, cut > longestSlug / 2 ? cut : longestSlug).replace(/-+$/, "");
}

/** What is taken, and from which number on a taken name may be free again. */
export type Taken = Map<string, number>;

/** Names that are taken from the start. */
export function takenNames(names: readonly string[] = []): Taken {
  return new Map(names.map((name) => [name, 2]));
}

/** Makes a slug unique among those taken by a number behind it, and takes it. */
export function takeSlug(wanted: string, taken: Taken): string {
  return take(wanted, longestSlug, taken);
}

const longestId = 64;

/** A FIM id as local id, unique among its siblings: duplicates get `-2`, `-3` … */
export function takeNodeId(wanted: string, taken: Taken): string {
  const clean = wanted.replace(/[^A-Za-z0-9_-]/g, "-");
  return take(/^[A-Za-z]/.test(clean) ? clean : `n-${clean}`, longestId, taken);
}

/** Remembers where counting stopped: a file with a hundred thousand equal names must not take forever. */
function take(wanted: string, longest: number, taken: Taken): string {
  const base = wanted.slice(0, longest).replace(/-+$/, "");
  for (let number = taken.get(base) ?? 1; ; number += 1) {
    const suffix = number === 1 ? "" : `-${String(number)}`;
    const name = `${base.slice(0, longest - suffix.length)}${suffix}`.replace(/--+(\d+)$/, "-$1");
    if (number > 1 && taken.has(name)) continue;
    taken.set(base, number + 1);
    if (name !== base) taken.set(name, 2);
    return name;
  }
}
