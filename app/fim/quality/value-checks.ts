import type { FimDataType, FimField } from "../model.ts";
import { onFields, type QualityCheck } from "./quality-check.ts";
import { compareValues, kindsOfValue } from "./values.ts";

type Kind = keyof typeof kindsOfValue;

function isWrong({ dataType }: FimField, text: string | undefined, kind: Kind) {
  const types: readonly FimDataType[] = kindsOfValue[kind].types;
  if (text === undefined || !types.includes(dataType)) return undefined;
  return kindsOfValue[kind].isWritten(text) ? undefined : text;
}

/** Numbers of the checks of the lower bound, the upper bound and the content. */
const numbers: readonly (readonly [Kind, string, string, string, string])[] = [
  ["number", "1062", "1063", "1069", "eine Zahl"],
  ["whole", "1065", "1066", "1070", "eine ganze Zahl"],
  ["date", "1067", "1068", "1071", "ein Datum wie 2026-01-31"],
  ["dateTime", "1079", "1080", "1083", "ein Zeitpunkt wie 2026-01-31T08:00:00"],
  ["time", "1081", "1082", "1084", "eine Uhrzeit wie 08:00:00"],
];

const written = numbers.flatMap(([kind, lower, upper, content, what]): QualityCheck[] => [
  onFields([`QS${lower}`, "critical", `Die untere Grenze muss ${what} sein.`], (field) =>
    isWrong(field, field.precision.minValue, kind),
  ),
  onFields([`QS${upper}`, "critical", `Die obere Grenze muss ${what} sein.`], (field) =>
    isWrong(field, field.precision.maxValue, kind),
  ),
  onFields([`QS${content}`, "critical", `Der Inhalt muss ${what} sein.`], (field) =>
    isWrong(field, field.content, kind),
  ),
]);

function lengthOf(text: string): number {
  return [...text.normalize("NFC")].length;
}

function isTextual({ dataType }: FimField): boolean {
  return dataType === "text" || dataType === "text_latin";
}

/** Bounds, and contents within them. */
export const valueChecks: readonly QualityCheck[] = [
  ...written,
  onFields(
    ["QS1061", "critical", "Die kleinste Länge darf nicht über der größten liegen."],
    ({ precision: { minLength = 0, maxLength = Infinity } }) =>
      minLength > maxLength && `${String(minLength)} > ${String(maxLength)}`,
  ),
  onFields(
    ["QS1064", "critical", "Die untere Grenze darf nicht über der oberen liegen."],
    ({ dataType, precision: { minValue = "", maxValue = "" } }) =>
      (compareValues(dataType, minValue, maxValue) ?? 0) > 0 && `${minValue} > ${maxValue}`,
  ),
  onFields(
    ["QS1072", "critical", "Der Inhalt darf nicht unter der unteren Grenze liegen."],
    ({ dataType, content, precision: { minValue } }) =>
      (compareValues(dataType, content, minValue) ?? 0) < 0 && content,
  ),
  onFields(
    ["QS1073", "critical", "Der Inhalt darf nicht über der oberen Grenze liegen."],
    ({ dataType, content, precision: { maxValue } }) =>
      (compareValues(dataType, content, maxValue) ?? 0) > 0 && content,
  ),
  onFields(
    ["QS1074", "critical", "Der Inhalt darf nicht kürzer sein als die kleinste Länge."],
    (field) =>
      isTextual(field) &&
      field.content !== undefined &&
      lengthOf(field.content) < (field.precision.minLength ?? 0),
  ),
  onFields(
    ["QS1075", "critical", "Der Inhalt darf nicht länger sein als die größte Länge."],
    (field) =>
      isTextual(field) &&
      field.content !== undefined &&
      lengthOf(field.content) > (field.precision.maxLength ?? Infinity),
  ),
  onFields(
    ["QS1077", "critical", "Der Inhalt eines Wahrheitswerts ist true oder false."],
    ({ dataType, content }) =>
      dataType === "bool" && content !== undefined && !/^(true|false)$/.test(content) && content,
  ),
];
