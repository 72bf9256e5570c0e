import type { ImportProblem, ProblemCode } from "../problems.ts";
import type { Finding, Severity } from "./finding.ts";

/** German words for what the import runs into and an author can mend; others keep theirs. */
const texts: Partial<Record<ProblemCode, readonly [Severity, string]>> = {
  codeListMissing: ["warning", "Die Codeliste liegt nicht vor; das Feld ist bis dahin Freitext."],
  codeListReplaced: ["warning", "Die Codeliste liegt nur in einer anderen Version vor."],
  codeListPinned: ["hint", "Der Verweis auf die Codeliste nennt keine Version."],
  invalidMultiplicity: ["critical", "Die Anzahl ist falsch und wurde als 0:1 gelesen."],
  invalidPrecision: ["warning", "Die Präzisierung ist falsch und wurde zum Teil nicht beachtet."],
  missingVersion: ["hint", "Das Schema hat keine Version und wurde als 1.0 gelesen."],
  duplicateCode: ["critical", "Ein Code kommt in der Liste mehrfach vor; der zweite entfällt."],
  missingCodeValue: ["critical", "Ein Eintrag der Liste hat keinen Code und entfällt."],
  unknownColumn: ["methodical", "Die Codeliste hat die genannte Spalte nicht."],
  noCodeColumn: ["critical", "Die Codeliste hat keine Spalte mit Codes."],
  translationOfOtherVersion: ["warning", "Die Übersetzung gehört zu einer anderen Version."],
  translationHasNoPlace: ["warning", "Die Übersetzung nennt etwas, das es im Schema nicht gibt."],
};

/** What reading and importing reported, as findings of the doctor. */
export function findingOf({
  code,
  severity,
  message,
  path = "",
  line,
  column,
}: ImportProblem): Finding {
  const [own, text] = texts[code] ?? [];
  return {
    code,
    severity: severity === "error" || isWrongRule(code) ? "critical" : (own ?? "warning"),
    path,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message: text === undefined ? message : `${text} (${message})`,
  };
}

/** What is wrong with a rule in itself keeps it from being carried out, unless only a name reads a little differently. */
function isWrongRule(code: string): boolean {
  return code.startsWith("rule.") && code !== "rule.nameDiffers";
}
