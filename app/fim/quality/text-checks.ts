import type { AsWritten } from "../model.ts";
import { onElements, onFields, onSchema, type QualityCheck } from "./quality-check.ts";

/** The reader puts the name where a label is empty, and notes that it was. */
function isLabelEmpty({ label, name, asWritten }: Labelled): boolean {
  return (
    label === "" || (label === name && (asWritten?.["bezeichnungEingabe"] ?? "x").trim() === "")
  );
}
interface Labelled {
  readonly label: string;
  readonly name: string;
  readonly asWritten?: AsWritten;
}

function isSame(left: string, right: string | undefined): boolean {
  return right !== undefined && left.trim() === right.trim();
}

/** Labels and help. */
export const textChecks: readonly QualityCheck[] = [
  onElements(
    ["QS1009", "critical", "Jedes Feld und jede Gruppe braucht eine Bezeichnung für die Eingabe."],
    isLabelEmpty,
  ),
  onElements(
    ["QS1010", "critical", "Jedes Feld und jede Gruppe braucht eine Bezeichnung für die Ausgabe."],
    ({ outputLabel }) => outputLabel === undefined,
  ),
  onSchema(
    ["QS1050", "critical", "Das Schema braucht eine Bezeichnung."],
    ({ label }) => label === undefined,
  ),
  onElements(
    ["QS1098", "methodical", "Ein Hilfetext muss mehr sagen als die Bezeichnung."],
    ({ label, outputLabel, help, outputHelp }) =>
      isSame(label, help) || (outputLabel !== undefined && isSame(outputLabel, outputHelp)),
  ),
  onElements(
    ["QS1099", "methodical", "Ein Hilfetext muss mehr sagen als der Name."],
    ({ name, help, outputHelp }) => isSame(name, help) || isSame(name, outputHelp),
  ),
  onFields(
    ["QS1109", "warning", "Ein statisches Feld braucht den Text, der angezeigt wird, als Inhalt."],
    ({ fieldKind, dataType, content }) =>
      fieldKind === "label" && dataType !== "obj" && content === undefined,
  ),
];
