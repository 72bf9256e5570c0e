import { compilePattern } from "#app/domain/fields/text.ts";
import { onFields, type QualityCheck } from "./quality-check.ts";

/** What FIM does not look at and a form suffers from. Decided from the schema alone. */
export const schemaChecks: readonly QualityCheck[] = [
  onFields(
    [
      "uploadSizeUnbounded",
      "warning",
      "Die Anlage hat keine größte Dateigröße.",
      "Größte Dateigröße in Bytes angeben (maxSize). Sonst gilt nur die Grenze des Portals.",
    ],
    ({ dataType, maxSize }) => dataType === "file" && maxSize === undefined,
  ),
  onFields(
    [
      "uploadTypeUnbounded",
      "warning",
      "Die Anlage nennt keine erlaubten Dateitypen.",
      "Erlaubte Dateitypen angeben, etwa application/pdf und image/jpeg (mediaType).",
    ],
    ({ dataType, mediaTypes }) => dataType === "file" && mediaTypes.length === 0,
  ),
  onFields(
    [
      "textUnbounded",
      "warning",
      "Die Texteingabe hat keine größte Länge.",
      "Größte Länge angeben (maxLength), die auch das Fachverfahren aufnimmt.",
    ],
    ({ fieldKind, dataType, precision: { maxLength } }) =>
      fieldKind === "input" &&
      (dataType === "text" || dataType === "text_latin") &&
      maxLength === undefined,
  ),
  onFields(
    [
      "lockedEmpty",
      "warning",
      "Das gesperrte Pflichtfeld hat keinen Inhalt; niemand kann es ausfüllen.",
      "Inhalt angeben, das Feld zur Eingabe machen oder es weglassen.",
    ],
    ({ fieldKind, content, prefill }, { position: { min } }) =>
      fieldKind === "locked" &&
      min > 0 &&
      content === undefined &&
      (prefill === undefined || prefill === "keine"),
  ),
  onFields(
    [
      "hiddenEmpty",
      "warning",
      "Das versteckte Pflichtfeld hat keinen Inhalt; niemand kann es ausfüllen.",
      "Inhalt oder Vorbefüllung angeben, oder die Anzahl mit 0 beginnen lassen.",
    ],
    ({ fieldKind, content, prefill }, { position: { min } }) =>
      fieldKind === "hidden" &&
      min > 0 &&
      content === undefined &&
      (prefill === undefined || prefill === "keine"),
  ),
  onFields(
    [
      "labelMandatory",
      "hint",
      "Das statische Feld ist Pflicht, obwohl es niemand ausfüllt.",
      "Nichts zu tun, wenn Empfänger statische Felder übergehen; sonst Anzahl 0:1 setzen.",
    ],
    ({ fieldKind }, { position: { min, max } }) =>
      fieldKind === "label" && min > 0 && `${String(min)}:${String(max ?? "*")}`,
  ),
  onFields(
    [
      "patternInvalid",
      "warning",
      "Das Muster ist kein regulärer Ausdruck und wird nicht geprüft.",
      "Muster so schreiben, wie HTML es im Attribut pattern erwartet.",
    ],
    ({ precision: { pattern } }) =>
      pattern !== undefined && compilePattern(pattern) === undefined && pattern,
  ),
  onFields(
    [
      "precisionUnclear",
      "warning",
      "Die Präzisierung ist nicht verständlich und wird nicht geprüft.",
      "Länge, Wertebereich und Muster in der Form angeben, die der Standard vorschreibt.",
    ],
    ({ precision: { remark } }, _, { schema }) => schema.standard === "xdatenfelder_2" && remark,
  ),
  onFields(
    [
      "legalBasisMissing",
      "hint",
      "Weder das Feld noch seine Anzahl nennt eine Rechtsgrundlage.",
      "Prüfen, ob die Angabe verlangt werden darf (Datenminimierung, Art. 5 DSGVO), und den Bezug nachtragen.",
    ],
    ({ fieldKind, references }, { position }) =>
      fieldKind !== "label" &&
      [...references, ...position.references].every(({ text }) => text === ""),
  ),
];
