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
  return paragraphs(text.replace(/\s*Originalwerte der XDF2-Datei:[\s\S]*$/, ""));
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

/** Makes a slug unique among those taken by a number behind it, and takes it. */
export function takeSlug(wanted: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : `-${String(number)}`;
    const slug = `${wanted.slice(0, longestSlug - suffix.length).replace(/-+$/, "")}${suffix}`;
    if (taken.has(slug)) continue;
    taken.add(slug);
    return slug;
  }
}

const longestId = 64;

/** A FIM id as local id, unique among its siblings: duplicates get `-2`, `-3` … */
export function takeNodeId(wanted: string, taken: Set<string>): string {
  const clean = wanted.replace(/[^A-Za-z0-9_-]/g, "-");
  const valid = /^[A-Za-z]/.test(clean) ? clean : `n-${clean}`;
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : `-${String(number)}`;
    const id = `${valid.slice(0, longestId - suffix.length)}${suffix}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
