import { onElements, onFields, type QualityCheck } from "./quality-check.ts";
import type { FimDataType } from "../model.ts";

const textual: readonly FimDataType[] = ["text", "text_latin"];
const numeric: readonly FimDataType[] = ["num", "num_int", "num_currency"];
const temporal: readonly FimDataType[] = ["date", "time", "datetime"];
const carriers: readonly FimDataType[] = ["file", "obj"];

/** Field kind, data type, and what may go with which. */
export const fieldChecks: readonly QualityCheck[] = [
  onFields(
    ["QS1011", "critical", "Ein Auswahlfeld muss den Datentyp Text haben."],
    ({ fieldKind, dataType }) => fieldKind === "select" && dataType !== "text" && dataType,
  ),
  onFields(
    ["QS1012", "methodical", "Auswahlfelder und statische Felder haben keine Feldlänge."],
    ({ fieldKind, precision: { minLength, maxLength } }) =>
      (fieldKind === "select" || fieldKind === "label") &&
      (minLength !== undefined || maxLength !== undefined),
  ),
  onFields(
    ["QS1015", "critical", "Eine Feldlänge gibt es nur bei Text und String.Latin+."],
    ({ dataType, precision: { minLength, maxLength } }) =>
      !textual.includes(dataType) &&
      (minLength !== undefined || maxLength !== undefined) &&
      dataType,
  ),
  onFields(
    ["QS1016", "critical", "Einen Wertebereich gibt es nur bei Zahlen, Geldbeträgen und Zeiten."],
    ({ dataType, precision: { minValue, maxValue } }) =>
      !numeric.includes(dataType) &&
      !temporal.includes(dataType) &&
      (minValue !== undefined || maxValue !== undefined) &&
      dataType,
  ),
  onFields(
    ["QS1056", "critical", "Eine Dateigröße gibt es nur bei Anlagen."],
    ({ dataType, maxSize }) => dataType !== "file" && maxSize !== undefined && dataType,
  ),
  onFields(
    ["QS1057", "critical", "Erlaubte Dateitypen gibt es nur bei Anlagen."],
    ({ dataType, mediaTypes }) => dataType !== "file" && mediaTypes.length > 0 && dataType,
  ),
  onFields(
    [
      "QS1090",
      "critical",
      "Ein statisches Feld ist Text, String.Latin+ oder ein statisches Objekt.",
    ],
    ({ fieldKind, dataType }) =>
      fieldKind === "label" && !["obj", ...textual].includes(dataType) && dataType,
  ),
  onFields(
    ["QS1100", "critical", "Anlagen und statische Objekte haben keinen Inhalt."],
    ({ dataType, content }) => carriers.includes(dataType) && content !== undefined,
  ),
  onFields(
    ["QS1102", "warning", "Texteingaben sollten eine kleinste und eine größte Länge haben."],
    ({ fieldKind, dataType, precision: { minLength, maxLength } }) =>
      fieldKind === "input" &&
      textual.includes(dataType) &&
      (minLength === undefined || maxLength === undefined),
  ),
  onFields(
    ["QS1103", "warning", "Zahlen, Geldbeträge und Daten sollten einen Wertebereich haben."],
    ({ dataType, precision: { minValue, maxValue } }) =>
      (numeric.includes(dataType) || dataType === "date") &&
      minValue === undefined &&
      maxValue === undefined,
  ),
  onFields(
    ["QS1120", "methodical", "Anlagen und statische Objekte haben kein Muster."],
    ({ dataType, precision: { pattern } }) => carriers.includes(dataType) && pattern !== undefined,
  ),
  onElements(
    ["QS1139", "hint", "Anlagen sollten mehrfach erlaubt sein (n:*)."],
    (element, { position }) =>
      element.type === "field" && element.dataType === "file" && position.max !== null,
  ),
];
