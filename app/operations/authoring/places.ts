import { isSame } from "../../domain/versions/change.ts";

/**
 * One thing that a package may say, as the members that lead to it, e.g. `["nodes", "G1/F2", "label"]`. Written with `|` between them, which
 * neither paths nor ids of pages have.
 */
export type PackagePlace = readonly string[];

/** A place as it is written: `nodes|G1/F2|label`. */
export type PackagePlaceName = string;

export function nameOfPackagePlace(place: PackagePlace): PackagePlaceName {
  return place.join("|");
}

export function readPackagePlace(name: PackagePlaceName): PackagePlace {
  return name.split("|");
}

/** What a package says at a place; null: nothing. Takes the package as plain data. */
export function sayingAt(given: object, place: PackagePlace): unknown {
  let at: unknown = given;
  for (const member of place) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, member)) return null;
    at = (at as Record<string, unknown>)[member];
  }
  return at ?? null;
}

/** The package with another saying at a place; null takes it away, and with it what is empty around it. */
export function withSaying<T extends object>(given: T, place: PackagePlace, value: unknown): T {
  const [member, ...rest] = place;
  if (member === undefined) return given;
  const members = Object.entries(given as Record<string, unknown>);
  const old = members.find(([name]) => name === member)?.[1];
  const inner = typeof old === "object" && old !== null ? old : {};
  const next = rest.length === 0 ? value : withSaying(inner, rest, value);
  const isGone = next === null || (rest.length > 0 && isEmpty(next) && value === null);
  if (isGone) return Object.fromEntries(members.filter(([name]) => name !== member)) as T;
  return { ...given, [member]: next };
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** What somebody sets anew, by place; null takes a saying away. */
export type PackageEdits = ReadonlyMap<PackagePlaceName, unknown>;

/** What a form had shown, by place. */
export type SeenSayings = Readonly<Record<PackagePlaceName, unknown>>;

/** What two editors did at the same place; null: nothing is said there. */
export interface PackageClash {
  readonly place: PackagePlaceName;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * Joins what somebody typed into a form with what others have saved since it was shown, place by place: what only one of them touched
 * counts; where both said something else, theirs (saved first) stays and the clash is told.
 */
export function joinPackageEdits<T extends object>(
  stored: T,
  seen: SeenSayings,
  edits: PackageEdits,
): {
  readonly joined: T;
  readonly clashes: readonly PackageClash[];
  readonly changed: readonly PackagePlaceName[];
} {
  const clashes: PackageClash[] = [];
  const changed: PackagePlaceName[] = [];
  let joined = stored;
  for (const [name, mine] of edits) {
    const place = readPackagePlace(name);
    const base = Object.hasOwn(seen, name) ? seen[name] : null;
    const theirs = sayingAt(stored, place);
    if (isSame(mine, theirs)) continue;
    if (!isSame(base, theirs)) clashes.push({ place: name, mine, theirs });
    else {
      joined = withSaying(joined, place, mine);
      changed.push(name);
    }
  }
  return { joined, clashes, changed };
}
