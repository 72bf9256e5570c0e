import type { VersionMerge } from "#app/administration/adjust/merge-version.server.ts";
import type { FeePosition } from "#app/domain/fees/fee.ts";
import { legalChanges, type LegalChange } from "#app/domain/overlay/legal-changes.ts";
import { namedChange, nameOfChange } from "#app/domain/overlay/named-change.ts";
import { readPlaceName, type PlaceName } from "#app/domain/overlay/place.ts";
import { valueAt } from "#app/domain/overlay/values.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { textIn, type Language, type Text } from "#app/domain/text.ts";
import { isSame } from "#app/domain/versions/change.ts";
import { labelOf, saidCode, saidCondition, saidRule, wordsIn } from "./said-condition.server.ts";
import { shownValue, type ShownPlace, type ShownValue } from "./shown-value.server.ts";

/** A change with what was said before and what is said now, to be read. */
export interface ShownLegalChange extends ShownPlace {
  readonly before: ShownValue;
  readonly after: ShownValue;
}

const nothing: ShownValue = { lines: [] };

/** What a newer version changes for everybody that may give or take a right, where the municipality has set nothing. */
export function shownLegalChanges(
  { adjustment: { service }, after, merge }: VersionMerge,
  language: Language,
): readonly ShownLegalChange[] {
  const own = new Map(
    merge.settings.flatMap(({ place, from, mine }) => [
      [place, mine],
      [from ?? place, mine],
    ]),
  );
  return legalChanges(service, after).flatMap((change) => {
    const left = withoutOwn(change, own);
    if (!left) return [];
    const before = sayingOf(left, "before", service, language);
    const now = sayingOf(left, "after", after, language);
    // What is new and need not be answered, or is not left out, changes no right.
    if (left.kind === "place" && isSame(before, now)) return [];
    const { word, subject } = namedChange(left, [after, service]);
    return [
      {
        place: nameOfChange(left),
        word,
        subject: subject && textIn(subject, language),
        before,
        after: now,
      },
    ];
  });
}

/** Undefined for what the municipality has settled for itself: that is asked about, or does not touch it. */
function withoutOwn(
  change: LegalChange,
  own: ReadonlyMap<PlaceName, unknown>,
): LegalChange | undefined {
  if (change.kind === "place") return own.has(change.place) ? undefined : change;
  if (change.kind !== "codes") return change;
  const mine = own.get(`list:${change.list}`);
  const gone = Array.isArray(mine)
    ? change.gone.filter((code) => !mine.includes(code))
    : change.gone;
  return gone.length > 0 ? { ...change, gone } : undefined;
}

/** What one of the two versions says. */
function sayingOf(
  change: LegalChange,
  side: "before" | "after",
  service: ServiceDefinition,
  language: Language,
): ShownValue {
  const telling = { service, language };
  const lines = (all: readonly Line[]) => linesOf(all, language);
  switch (change.kind) {
    case "place": {
      const place = readPlaceName(change.place);
      const value = place && valueAt(service, place);
      return value === undefined ? nothing : shownValue(service, change.place, value, language);
    }
    case "codes": {
      const gone = change.gone.map((code) => saidCode(telling, change.list, code));
      return side === "before" ? lines([["gone", gone.join(", ")]]) : nothing;
    }
    case "rule": {
      const rule = change[side];
      return rule ? lines([["rule", saidRule(telling, rule)]]) : nothing;
    }
    case "free": {
      const free = change[side];
      if (!free) return nothing;
      return lines([
        ["reason", textIn(free.reason, language)],
        ["when", saidCondition(telling, free.when)],
      ]);
    }
    case "position":
      return change[side] ? lines(linesOfPosition(change[side], telling)) : nothing;
    case "fees": {
      const said = change[side] ?? [];
      if (typeof said === "boolean")
        return lines([["fees", wordsIn(language)(said ? "said.expected" : "said.final")]]);
      return lines([["fees", said.map((text) => textIn(text, language)).join("\n")]]);
    }
    case "privacy":
      return change[side] ? inAllLanguages(change[side]) : nothing;
  }
}

/** What is paid, by whom, how often, and with which reductions. */
function linesOfPosition(
  position: FeePosition,
  telling: { readonly service: ServiceDefinition; readonly language: Language },
): readonly Line[] {
  const { service, language } = telling;
  const entry = (name: string | undefined): string => {
    const label = name === undefined ? undefined : service.fees?.table[name]?.label;
    return label ? textIn(label, language) : (name ?? "");
  };
  const { when, each, times, by, minimum, maximum, reductions, legalBasis } = position;
  const ranks = [each?.from, each?.to].map((rank) => (rank === undefined ? "" : String(rank)));
  return [
    ["amount", entry(position.entry)],
    ["by", by === undefined ? "" : labelOf(telling, by)],
    ["times", times === undefined ? "" : labelOf(telling, times)],
    ["each", each ? `${labelOf(telling, each.group)} ${ranks.join("–").replace(/^–$/, "")}` : ""],
    ["when", when ? saidCondition(telling, when) : ""],
    ["minimum", entry(minimum)],
    ["maximum", entry(maximum)],
    [
      "reductions",
      reductions
        .map(
          (one) =>
            `${textIn(one.label, language)} (${entry(one.entry)}): ${saidCondition(telling, one.when)}`,
        )
        .join("\n"),
    ],
    ["legalBasis", legalBasis ? textIn(legalBasis, language) : ""],
  ];
}

type Part =
  | "amount"
  | "by"
  | "each"
  | "fees"
  | "gone"
  | "legalBasis"
  | "maximum"
  | "minimum"
  | "reason"
  | "reductions"
  | "rule"
  | "times"
  | "when";
type Line = readonly [part: Part, text: string];

/** Those that say anything. */
function linesOf(lines: readonly Line[], language: Language): ShownValue {
  const t = wordsIn(language);
  return {
    lines: lines
      .filter(([, text]) => text.trim() !== "")
      .map(([part, text]) => ({
        input: { part, label: { de: t(`said.part.${part}`) } },
        text: text.trim(),
      })),
  };
}

function inAllLanguages(text: Text): ShownValue {
  return {
    lines: Object.entries(text).map(([language, line]) => ({
      input: { part: language, language },
      text: line,
    })),
  };
}
