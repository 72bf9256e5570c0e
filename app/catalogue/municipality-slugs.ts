import { reservedSlugs, shortName } from "../domain/municipality.ts";
import { FileFormatError } from "./csv.ts";

interface Named {
  readonly ars: string;
  readonly name: string;
  readonly district?: string | undefined;
  readonly population?: number | undefined;
}

/**
 * Gives each municipality a readable, unique part of the URL: `koeln`; among namesakes a town that is its own
 * district keeps the plain name (`muenster`), the others name theirs (`muenster-darmstadt-dieburg`), and if that does not
 * tell them apart the smaller ones add their ARS. Addresses of the portal itself are never given away. The order of the list
 * does not matter. Throws `FileFormatError` if an ARS stands twice.
 */
export function assignSlugs<T extends Named>(list: readonly T[]): (T & { slug: string })[] {
  const namesakes = new Map<string, number>();
  for (const { name } of list) {
    const slug = slugOf(name);
    namesakes.set(slug, (namesakes.get(slug) ?? 0) + 1);
  }
  const taken = new Set(reservedSlugs);
  const slugs = new Map<string, string>();
  const larger = (a: Named, b: Named) =>
    (b.population ?? 0) - (a.population ?? 0) || a.ars.localeCompare(b.ars);
  const ordered = [...list].sort(larger);
  // Unique names first, so that none of them loses its name to a combination of others.
  for (const unique of [true, false]) {
    for (const municipality of ordered) {
      const base = slugOf(municipality.name);
      if ((namesakes.get(base) === 1) !== unique) continue;
      const slug = candidates(municipality, base, unique).find((one) => !taken.has(one));
      if (slug === undefined)
        throw new FileFormatError(`the ARS ${municipality.ars} stands twice in the list`);
      taken.add(slug);
      slugs.set(municipality.ars, slug);
    }
  }
  return list.map((one) => ({ ...one, slug: slugs.get(one.ars) ?? one.ars }));
}

function candidates({ ars, district }: Named, base: string, unique: boolean): string[] {
  const town = district === undefined ? base : slugOf(district);
  const own = unique || town === base;
  return [...(own ? [base] : []), ...(town === base ? [] : [`${base}-${town}`]), `${base}-${ars}`];
}

/** "Köln, Stadt" → `koeln`. */
function slugOf(name: string): string {
  return shortName({ name })
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
