import type { CitizenText } from "./citizen-texts.ts";
import { officialeseIn } from "./officialese.ts";
import type { Hit, QualityCheck } from "./quality-check.ts";
import { readabilityOf } from "./readability.ts";
import type { SchemaView } from "./schema-view.ts";

/** Beyond this a label wraps on every phone. */
const longestLabel = 120;
/** Beyond this nobody reads a help text to its end. */
const longestHelp = 1_000;
/** Words; plain language asks for 15 to 20. */
const longestSentence = 25;
/** Fewer words say too little for a figure. */
const fewestWords = 30;
/** Wiener Sachtextformel: what is above asks for more than the end of school. */
const hardestGrade = 14;

function textCheck(
  code: string,
  severity: QualityCheck["severity"],
  text: string,
  remedy: string,
  judge: (citizenText: CitizenText) => string | undefined,
): QualityCheck {
  return {
    code,
    severity,
    text,
    remedy,
    find: ({ texts }: SchemaView): Hit[] =>
      texts.flatMap((one) => {
        const detail = judge(one);
        if (detail === undefined) return [];
        const { path, source, what } = one;
        return [{ path, ...(source && { source }), detail: `${what}: ${detail}` }];
      }),
  };
}

/** Texts that citizens read: too long, too hard, or in officialese. Each building block once. */
export const languageChecks: readonly QualityCheck[] = [
  textCheck(
    "textTooLong",
    "hint",
    "Der Text ist zu lang, um im Formular gelesen zu werden.",
    `Bezeichnung auf höchstens ${String(longestLabel)}, Hilfetext auf höchstens ${String(longestHelp)} Zeichen kürzen.`,
    ({ isLabel, text }) => {
      const length = [...text].length;
      const most = isLabel ? longestLabel : longestHelp;
      return length > most ? `${String(length)} Zeichen` : undefined;
    },
  ),
  textCheck(
    "sentenceTooLong",
    "hint",
    "Ein Satz ist zu lang.",
    `Sätze teilen: höchstens ${String(longestSentence)} Wörter, besser 15.`,
    ({ isLabel, text }) => {
      const { longestSentence: words } = readabilityOf(text);
      return !isLabel && words > longestSentence ? `${String(words)} Wörter` : undefined;
    },
  ),
  textCheck(
    "textHardToRead",
    "hint",
    "Der Text ist schwer zu lesen.",
    "Kürzere Sätze und Wörter, Verben statt Hauptwörter. Stufe 12 und darunter verstehen die meisten.",
    ({ text }) => {
      const { words, grade } = readabilityOf(text);
      if (words < fewestWords || grade <= hardestGrade) return undefined;
      return `Wiener Sachtextformel ${grade.toFixed(1).replace(".", ",")}`;
    },
  ),
  textCheck(
    "officialese",
    "hint",
    "Der Text enthält Amtssprache.",
    "Das einfache Wort verwenden, das dahinter steht.",
    ({ text }) => {
      const found = officialeseIn(text).map(({ found: word, plain }) => `„${word}“ → ${plain}`);
      return found.length === 0 ? undefined : found.slice(0, 3).join("; ");
    },
  ),
];
