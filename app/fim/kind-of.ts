import { compilePattern } from "#app/domain/fields/text.ts";
import type { FieldKind, FieldOptions } from "#app/domain/fields/kinds.ts";
import { isEmail, isIban, isPhone } from "./building-blocks.ts";
import { addOpenPoint, type ImportState } from "./import-state.ts";
import { listOf } from "./list-of.ts";
import type { FimField, FimPosition } from "./model.ts";
import { oneLine, paragraphs } from "./plain-text.ts";

/** A field kind with options that fit it. */
export type KindChoice = {
  [K in FieldKind]: { kind: K; options: FieldOptions<K> };
}[FieldKind];

/** Longer answers than this get several lines. */
const longestLine = 255;
const germanIban = 22;
/** Registers allow 1,000 characters for the name of a firm; it is still one line. */
const nameLike = /name|firma|bezeichnung|titel|adresse/i;
const longAnswer = /begründ|beschreib|erläuter|bemerkung|anmerkung|sonstige angaben|mitteilung/i;

/** The field kind for a FIM field: field kind and data type decide, label and building block refine. */
export function kindOf(
  field: FimField,
  { max }: Pick<FimPosition, "max">,
  path: string,
  state: ImportState,
): KindChoice {
  const content = field.content === undefined ? undefined : paragraphs(field.content);
  switch (field.fieldKind) {
    case "label":
      return shown(content ?? field.help ?? field.label);
    case "hidden":
      return { kind: "hidden", options: content === undefined ? {} : { content } };
    case "locked":
      if (content !== undefined) return { kind: "locked", options: { content } };
      // A place for an address search or the like, which citizens need not see empty.
      addOpenPoint(state, "unclear", path, "Das Feld ist gesperrt, hat aber keinen Inhalt.");
      return { kind: "hidden", options: {} };
    case "select": {
      const list = listOf(field, path, state);
      if (list === undefined) return { kind: "text", options: {} };
      return {
        kind: max === 1 ? "choice" : "multipleChoice",
        options: { list, ...displayOf(list, max, state) },
      };
    }
    case "input":
      return inputKind(field, path, state);
  }
}

/** So many options one can still look through, as check boxes or in a list that opens. */
const mostBoxes = 20;
const mostInList = 250;

/** Longer lists are searched. */
function displayOf(
  list: string,
  max: number | null,
  { codeLists }: ImportState,
): { display?: "search" } {
  const count = codeLists.get(list)?.options.length ?? 0;
  return count > (max === 1 ? mostInList : mostBoxes) ? { display: "search" } : {};
}

function shown(text: string): KindChoice {
  return { kind: "staticText", options: { content: { de: paragraphs(text) } } };
}

function inputKind(field: FimField, path: string, state: ImportState): KindChoice {
  switch (field.dataType) {
    case "text":
    case "text_latin":
      return textKind(field, path, state);
    case "bool":
      return isAffirmation(field)
        ? { kind: "declaration", options: { statement: { de: oneLine(field.label) } } }
        : { kind: "yesNo", options: {} };
    case "num":
      return { kind: "number", options: numberRange(field, path, state, 1) };
    case "num_int":
      return { kind: "integer", options: numberRange(field, path, state, 1) };
    case "num_currency":
      return {
        kind: "money",
        options: { ...numberRange(field, path, state, 100), currency: "EUR" },
      };
    case "date":
      return { kind: "date", options: isoRange(field, path, state, /^\d{4}-\d{2}-\d{2}/) };
    case "time":
      return { kind: "time", options: isoRange(field, path, state, /^\d{2}:\d{2}/) };
    case "datetime":
      return {
        kind: "dateTime",
        options: isoRange(field, path, state, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/),
      };
    case "file":
      return {
        kind: "file",
        options: {
          ...(field.maxSize !== undefined && { maxSize: field.maxSize }),
          mediaTypes: [...field.mediaTypes],
        },
      };
    case "obj":
      addOpenPoint(state, "unsupported", path, "Statische Objekte (obj) werden nicht dargestellt.");
      return shown(field.content ?? field.help ?? field.label);
  }
}

function textKind(field: FimField, path: string, state: ImportState): KindChoice {
  const { minLength, maxLength, pattern } = field.precision;
  const valid = pattern !== undefined && isPattern(pattern);
  if (pattern !== undefined && !valid) {
    addOpenPoint(state, "unclear", path, `Das Muster „${pattern}“ ist kein regulärer Ausdruck.`);
  }
  const bounds = {
    ...(minLength !== undefined && minLength > 0 && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(valid && { pattern }),
  };
  if (isEmail(field)) return { kind: "email", options: bounds };
  if (isPhone(field)) return { kind: "phone", options: bounds };
  // Bounds for an IBAN in groups of four would shut out every German one, which we send without spaces.
  const fitsIban = (minLength ?? 0) <= germanIban && (maxLength ?? germanIban) >= germanIban;
  if (isIban(field) && fitsIban) return { kind: "iban", options: bounds };
  const isLong =
    maxLength === undefined
      ? longAnswer.test(`${field.label} ${field.name}`)
      : maxLength > longestLine && !nameLike.test(field.label);
  const options = {
    ...bounds,
    // String.Latin+ 1.2 is data type C of DIN 91379.
    ...(field.dataType === "text_latin" && { charset: "C" as const }),
    ...(maxLength !== undefined && maxLength <= 10 && { width: maxLength }),
  };
  return { kind: isLong && !valid ? "multiline" : "text", options };
}

/** Real files hold words like "Mehrfachauswahl" for a pattern, which nobody could ever answer. */
function isPattern(pattern: string): boolean {
  return !/^[\p{L} -]+$/u.test(pattern) && compilePattern(pattern) !== undefined;
}

/**
 * A statement that a mandatory field asks one to affirm. A consent ("Ich willige ein") stays yes/no, because
 * it must be possible to refuse it (Art. 7 (4) GDPR).
 */
function isAffirmation({ label }: FimField): boolean {
  return /^(hiermit )?(ich|wir) (hiermit )?(versicher|bestätig|erklär)/i.test(label.trim());
}

function numberRange(
  field: FimField,
  path: string,
  state: ImportState,
  factor: number,
): { minimum?: number; maximum?: number } {
  const read = (name: "minValue" | "maxValue"): number | undefined => {
    const text = field.precision[name];
    if (text === undefined) return undefined;
    const value = Number(text.replace(",", "."));
    if (text !== "" && Number.isFinite(value))
      return factor === 1 ? value : Math.round(value * factor);
    addOpenPoint(state, "unclear", path, `${name} „${text}“ ist keine Zahl.`);
    return undefined;
  };
  const [minimum, maximum] = [read("minValue"), read("maxValue")];
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** Bounds of dates and times, cut to the precision that citizens type. */
function isoRange(
  field: FimField,
  path: string,
  state: ImportState,
  form: RegExp,
): { minimum?: string; maximum?: string } {
  const read = (name: "minValue" | "maxValue"): string | undefined => {
    const text = field.precision[name];
    if (text === undefined) return undefined;
    const match = form.exec(text);
    if (match) return match[0];
    addOpenPoint(
      state,
      "unclear",
      path,
      `${name} „${text}“ ist weder Datum noch Uhrzeit nach ISO 8601.`,
    );
    return undefined;
  };
  const [minimum, maximum] = [read("minValue"), read("maxValue")];
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}
