import type { Action } from "./sentence.ts";

type Effect = Extract<Action, { targets: unknown }>["effect"];

/** Verbs that stand in front of what they are about, or behind it. */
export const modals: Readonly<Record<string, "must" | "may" | "is" | "becomes">> = {
  muss: "must",
  müssen: "must",
  darf: "may",
  dürfen: "may",
  ist: "is",
  sind: "is",
  wird: "becomes",
  werden: "becomes",
};

const fills = ["befüllt", "ausgefüllt", "gefüllt", "angegeben", "eingegeben", "vorhanden"];
const reveals = ["angezeigt", "eingeblendet", "sichtbar"];
const duties = [
  ...["pflichtfeld", "pflichtfelder", "pflichtangabe", "pflichtgruppe"],
  ...["pflichtfeldgruppe", "pflichtfeldgruppen"],
];
const duty = ["pflicht", "verpflichtend", "obligatorisch", ...duties];

/**
 * What the words behind a verb do to what it is about; a combination that does not stand here is not
 * understood. "Aktivieren" requires: the federal operator of the FIM portal translates it so, and its opposite
 * stands beside it ("deaktivieren"). "Anzeigen" alone only reveals.
 */
const tails: ReadonlyMap<string, Effect> = new Map([
  ...fills.flatMap((word) => [
    ...entries("require", `must ${word} werden`, `must ${word} sein`),
    ...entries("forbid", `may nicht ${word} werden`, `may nicht ${word} sein`),
  ]),
  ...reveals.flatMap((word) => [
    ...entries("show", `must ${word} werden`, `must ${word} sein`, `becomes ${word}`),
    ...entries("show", `is ${word}`),
    ...entries("forbid", `may nicht ${word} werden`, `may nicht ${word} sein`),
    ...entries("forbid", `becomes nicht ${word}`, `is nicht ${word}`),
  ]),
  ...duty.flatMap((word) => [
    ...entries("require", `is ${word}`, `is ein ${word}`, `is eine ${word}`, `is als ${word}`),
    ...entries("require", `becomes ${word}`, `becomes zum ${word}`, `becomes zur ${word}`),
    ...entries("require", `must ${word} sein`, `must ein ${word} sein`),
    ...entries("require", `must eine ${word} sein`),
  ]),
  ...duties.flatMap((word) => [
    ...entries("require", `is als ${word} anzuzeigen`, `is als ${word} zu befüllen`),
    ...entries("require", `is als ${word} auszufüllen`, `is als ${word} zu zeigen`),
    ...entries("require", `must als ${word} angezeigt werden`, `becomes als ${word} angezeigt`),
    ...entries("require", `must als ${word} befüllt werden`, `must als ${word} ausgefüllt werden`),
  ]),
  ...["zu befüllen", "auszufüllen", "anzugeben", "einzugeben"].flatMap((word) => [
    ...entries("require", `is ${word}`, `is verpflichtend ${word}`, `is zwingend ${word}`),
    ...entries("forbid", `is nicht ${word}`),
  ]),
  ...entries("require", "is verpflichtend anzugeben", "is zu aktivieren", "must aktiviert werden"),
  ...entries("require", "becomes aktiviert", "may nicht leer sein", "may nicht leer bleiben"),
  ...entries("require", "is nicht leer", "must verpflichtend befüllt werden"),
  ...entries("show", "is anzuzeigen", "is einzublenden", "is zu zeigen"),
  ...entries("forbid", "is nicht anzuzeigen", "is auszublenden", "is nicht einzublenden"),
  ...entries("forbid", "becomes ausgeblendet", "must ausgeblendet werden", "is ausgeblendet"),
  ...entries("forbid", "is zu deaktivieren", "must deaktiviert werden", "becomes deaktiviert"),
  ...entries("forbid", "must leer sein", "must leer bleiben", "is nicht zu zeigen"),
  ...entries("optional", "is optional", "is ein optionales feld", "is eine optionale angabe"),
  ...entries("optional", "is kein pflichtfeld", "is optionale felder", "is keine pflichtangabe"),
]);

function entries(
  effect: Effect,
  ...keys: readonly string[]
): readonly (readonly [string, Effect])[] {
  return keys.map((key) => [key, effect]);
}

export function effectOf(modal: string, tail: readonly string[]): Effect | undefined {
  const verb = modals[modal];
  return verb === undefined ? undefined : tails.get([verb, ...tail].join(" "));
}
