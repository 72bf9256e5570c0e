import type { FeePosition, Fees } from "../fees/fee.ts";
import type { Rule } from "../rule.ts";
import type { ServiceDefinition } from "../service.ts";
import type { Text } from "../text.ts";
import { isSame } from "../versions/change.ts";
import { codesBeyond } from "../versions/codes-beyond.ts";
import { compareRules } from "../versions/compare-rules.ts";
import { isLegal } from "./merge-overlay.ts";
import { placesOf } from "./openness.ts";
import { nameOfPlace, type PlaceName } from "./place.ts";
import { valueAt } from "./values.ts";

/** Something that a newer version changes for everybody and that may give or take a right. */
export type LegalChange =
  /** What is said at a place, new and gone ones too. */
  | { readonly kind: "place"; readonly place: PlaceName }
  /** What may be answered, what must be, and what must hold. */
  | { readonly kind: "rule"; readonly before?: Rule; readonly after?: Rule }
  /** Options that nobody can choose any more. */
  | { readonly kind: "codes"; readonly list: string; readonly gone: readonly string[] }
  /** Who pays for what. */
  | { readonly kind: "position"; readonly before?: FeePosition; readonly after?: FeePosition }
  /** Who pays nothing. */
  | { readonly kind: "free"; readonly before?: Free; readonly after?: Free }
  /** What else is said of fees: norms, the period, and whether they are only expected. */
  | {
      readonly kind: "fees";
      readonly part: FeesPart;
      readonly before?: Said;
      readonly after?: Said;
    }
  /** What data are processed for, and by which right. */
  | {
      readonly kind: "privacy";
      readonly part: "purpose" | "legalBasis";
      readonly before?: Text;
      readonly after?: Text;
    };

type Free = Fees["free"][number];
type FeesPart = "legalBasis" | "period" | "provisional";
type Said = readonly Text[] | boolean;

/** All of that, places first in their reading order. */
export function legalChanges(
  before: ServiceDefinition,
  after: ServiceDefinition,
): readonly LegalChange[] {
  return [
    ...changedPlaces(before, after),
    ...changedPrivacy(before, after),
    ...changedRules(before, after),
    ...goneCodes(before, after),
    ...changedFees(before.fees, after.fees),
  ];
}

function changedPlaces(before: ServiceDefinition, after: ServiceDefinition): LegalChange[] {
  const places = new Map(
    [...placesOf(after), ...placesOf(before)]
      .filter(isLegal)
      .map((place) => [nameOfPlace(place), place]),
  );
  return [...places].flatMap(([name, place]): LegalChange[] =>
    isSame(valueAt(before, place) ?? null, valueAt(after, place) ?? null)
      ? []
      : [{ kind: "place", place: name }],
  );
}

function changedPrivacy(before: ServiceDefinition, after: ServiceDefinition): LegalChange[] {
  return (["purpose", "legalBasis"] as const).flatMap((part): LegalChange[] => {
    const [old, now] = [before, after].map(({ description }) => description.privacy?.[part]);
    return isSame(old ?? null, now ?? null) ? [] : [{ kind: "privacy", part, ...beside(old, now) }];
  });
}

/** A rule that came in the place of one from the same sentence stands beside it. */
function changedRules(before: ServiceDefinition, after: ServiceDefinition): LegalChange[] {
  const { gone, come } = compareRules(before, after);
  return paired(gone, come, ({ id, bearer }) => `${id} ${bearer}`).map(([old, now]) => ({
    kind: "rule",
    ...beside(old, now),
  }));
}

/** Of lists that are in both: one that comes or goes does so with its question. */
function goneCodes(before: ServiceDefinition, after: ServiceDefinition): LegalChange[] {
  return Object.entries(before.codeLists).flatMap(([list, old]): LegalChange[] => {
    const now = Object.hasOwn(after.codeLists, list) ? after.codeLists[list] : undefined;
    const gone = now ? codesBeyond(old, now) : [];
    return gone.length > 0 ? [{ kind: "codes", list, gone }] : [];
  });
}

/** All of the fees but their table: its entries are places. */
function changedFees(before: Fees | undefined, after: Fees | undefined): LegalChange[] {
  const [old, now] = [before, after].map((fees) => fees?.positions ?? []);
  const positions = paired(old ?? [], now ?? [], ({ id }) => id);
  const free = paired(before?.free ?? [], after?.free ?? [], ({ reason }) => reason.de);
  const parts: readonly [FeesPart, Said | undefined, Said | undefined][] = [
    ["provisional", before?.provisional, after?.provisional],
    ["period", before?.period && [before.period], after?.period && [after.period]],
    ["legalBasis", before?.legalBasis, after?.legalBasis],
  ];
  return [
    ...positions.map(([one, other]) => ({ kind: "position" as const, ...beside(one, other) })),
    ...free.map(([one, other]) => ({ kind: "free" as const, ...beside(one, other) })),
    // Where there were no fees at all, or are none any more, the positions say it.
    ...(before && after ? parts : [])
      .filter(([, one, other]) => !isSame(one ?? null, other ?? null))
      .map(([part, one, other]) => ({ kind: "fees" as const, part, ...beside(one, other) })),
  ];
}

/** What stands on one side only or is not the same on both, by its key; those of the first side first. */
function paired<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): readonly (readonly [T | undefined, T | undefined])[] {
  const left = [...after];
  const pairs = before.map((one): [T, T | undefined] => {
    const at = left.findIndex((other) => keyOf(other) === keyOf(one));
    return [one, at === -1 ? undefined : left.splice(at, 1)[0]];
  });
  return [
    ...pairs.filter(([one, other]) => other === undefined || !isSame(one, other)),
    ...left.map((other): [undefined, T] => [undefined, other]),
  ];
}

function beside<T>(before: T | undefined, after: T | undefined): { before?: T; after?: T } {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
