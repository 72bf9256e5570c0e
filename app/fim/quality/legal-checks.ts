import type { LegalReference } from "../model.ts";
import { onElements, onRules, onSchema, type QualityCheck } from "./quality-check.ts";

function isEmpty(references: readonly LegalReference[]): boolean {
  return references.every(({ text }) => text === "");
}

/** Several in one: parted by a semicolon or a line break. */
function several(references: readonly LegalReference[]): string | undefined {
  return references.find(({ text }) => /[;\n]\s*\S/.test(text))?.text.replace(/\s+/g, " ");
}

function wrongLink(references: readonly LegalReference[]): string | undefined {
  return references.find(
    ({ link }) => link !== undefined && link !== "" && !/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(link),
  )?.link;
}

const single = "Handlungsgrundlagen sollten einzeln angegeben werden.";
const link = "Der Link einer Handlungsgrundlage muss eine Adresse im Web sein.";

/** Legal bases. */
export const legalChecks: readonly QualityCheck[] = [
  onElements(
    ["QS1006", "critical", "Ein rechtsnormgebundenes Element braucht eine Handlungsgrundlage."],
    ({ elementKind, references }) => elementKind === "RNG" && isEmpty(references),
  ),
  onElements(
    [
      "QS1022",
      "methodical",
      "In einer rechtsnormgebundenen Gruppe braucht die Anzahl abstrakter und harmonisierter Elemente eine Handlungsgrundlage.",
    ],
    ({ elementKind }, { parent, position }) =>
      "type" in parent &&
      parent.elementKind === "RNG" &&
      (elementKind === "HAR" || elementKind === "ABS") &&
      isEmpty(position.references),
  ),
  onSchema(
    ["QS1051", "critical", "Das Schema braucht eine Handlungsgrundlage."],
    ({ references }) => isEmpty(references),
  ),
  onElements(
    ["QS1101", "warning", "Ein harmonisiertes Element sollte eine Handlungsgrundlage haben."],
    ({ elementKind, references }) => elementKind === "HAR" && isEmpty(references),
  ),
  onSchema(["QS1132", "warning", single], ({ references }) => several(references)),
  onElements(["QS1132", "warning", single], ({ references }, { position }) => {
    return several([...references, ...position.references]);
  }),
  onRules(["QS1132", "warning", single], ({ rule }) => several(rule.references)),
  onSchema(["QS1133", "warning", link], ({ references }) => wrongLink(references)),
  onElements(["QS1133", "warning", link], ({ references }, { position }) => {
    return wrongLink([...references, ...position.references]);
  }),
  onRules(["QS1133", "warning", link], ({ rule }) => wrongLink(rule.references)),
];
