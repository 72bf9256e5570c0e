import type { FimPosition, FimRule } from "../model.ts";
import { liftId } from "../upcast-schema.ts";
import { onRules, type QualityCheck } from "./quality-check.ts";
import type { PlacedRule } from "./schema-view.ts";

/** Also misspelt ones, with a digit too many or too few. */
const ids = /(?<![\p{L}\d])([FG])(\d{6,14})(?!\d)(V\d+(?:\.\d+)*)?/giu;

interface NamedId {
  readonly id: string;
  readonly isShort: boolean;
  readonly version: string | undefined;
}

function idsIn(rule: FimRule): readonly NamedId[] {
  const texts = [
    rule.sentence ?? "",
    ...[...rule.parameters, ...rule.targets].map(({ element }) => element ?? ""),
  ];
  return texts
    .flatMap((text) => [...text.matchAll(ids)])
    .map(([, letter = "", digits = "", version]) => ({
      id: `${letter.toUpperCase()}${digits}`,
      isShort: digits.length === 8,
      version,
    }));
}

function idsBelow(positions: readonly FimPosition[], found = new Set<string>()) {
  for (const { element } of positions) {
    found.add(liftId(element.id));
    if (element.type === "group") idsBelow(element.positions, found);
  }
  return found;
}

function unknownId({ rule, bearer }: PlacedRule): string | undefined {
  const known = "positions" in bearer ? idsBelow(bearer.positions) : new Set<string>();
  known.add(liftId(bearer.id));
  return idsIn(rule).find(({ id }) => !known.has(liftId(id)))?.id;
}

/** Rules as texts: what they name must be there. What they say is judged by the translator of rules. */
export const ruleChecks: readonly QualityCheck[] = [
  onRules(
    ["QS1001", "methodical", "Eine Regel darf nur Elemente nennen, die unter ihrem Träger stehen."],
    unknownId,
  ),
  onRules(
    ["QS1019", "methodical", "Eine Regel nennt Elemente ohne Version."],
    ({ rule }) => idsIn(rule).find(({ version }) => version !== undefined)?.id,
  ),
  onRules(
    ["QS1024", "methodical", "Eine Regel braucht ihren Text (Freitextregel)."],
    ({ rule }) => rule.sentence === undefined,
  ),
  onRules(
    ["QS1041", "methodical", "Eine Regel nennt Elemente mit der langen ID (11 Ziffern)."],
    ({ rule }, { schema }) =>
      schema.standard === "xdatenfelder_2"
        ? undefined
        : idsIn(rule).find(({ isShort }) => isShort)?.id,
  ),
];
