import * as z from "zod";
import {
  fimDataTypes,
  fimFieldKinds,
  type CodeListReference,
  type FimField,
  type FimPrecision,
  type FimRelease,
  type FimRule,
  type FimSchema,
  type LegalReference,
} from "./model.ts";
import { warning } from "./problems.ts";
import {
  readCode,
  readIdentification,
  readPositions,
  type Dialect,
  type ReadContext,
} from "./read-structure.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, textAt, type XmlElement } from "./xml-reader.ts";

export const namespace2 = "urn:xoev-de:fim:standard:xdatenfelder_2";

/** Reads the `stammdatenschema` of an XDatenfelder 2.0 message. */
export function readSchema2(
  message: XmlElement,
  element: XmlElement,
  context: ReadContext,
): FimSchema {
  return withoutUndefined({
    standard: "xdatenfelder_2" as const,
    message: withoutUndefined({
      id: textAt(message, "header", "nachrichtID"),
      createdAt: textAt(message, "header", "erstellungszeitpunkt"),
    }),
    ...readIdentification(element, context),
    ...readCommon(element),
    label: textAt(element, "bezeichnungEingabe"),
    help: textAt(element, "hilfetext"),
    rules: childrenOf(element, "regel").map((rule) => readRule(rule, context)),
    positions: readPositions(element, dialect2, context),
  });
}

const dialect2: Dialect = {
  references: readReferences,
  group: (element, positions, context) => ({
    type: "group",
    ...readElement(element, context),
    isChoice: false,
    positions: [...positions],
  }),
  field: (element, context): FimField =>
    withoutUndefined({
      type: "field" as const,
      ...readElement(element, context),
      fieldKind: readCode(element, "feldart", fimFieldKinds, "input", context),
      dataType: readCode(element, "datentyp", fimDataTypes, "text", context),
      precision: readPrecision(element, context),
      content: textAt(element, "inhalt"),
      codeList: readListReference(element),
      mediaTypes: [],
    }),
};

function readElement(element: XmlElement, context: ReadContext) {
  const common = readCommon(element);
  return withoutUndefined({
    ...readIdentification(element, context),
    ...common,
    label: textAt(element, "bezeichnungEingabe") ?? common.name,
    outputLabel: textAt(element, "bezeichnungAusgabe"),
    help: textAt(element, "hilfetextEingabe"),
    outputHelp: textAt(element, "hilfetextAusgabe"),
    elementKind: textAt(element, "schemaelementart", "code"),
    rules: childrenOf(element, "regel").map((rule) => readRule(rule, context)),
    source: { line: element.line, column: element.column },
  });
}

function readCommon(element: XmlElement) {
  return withoutUndefined({
    name: textAt(element, "name") ?? "",
    description: textAt(element, "beschreibung"),
    definition: textAt(element, "definition"),
    references: readReferences(element),
    release: readRelease(element),
    keywords: [],
  });
}

function readRelease(element: XmlElement): FimRelease {
  return withoutUndefined({
    status: textAt(element, "status", "code"),
    setOn: textAt(element, "freigabedatum"),
    setBy: textAt(element, "fachlicherErsteller"),
    validFrom: textAt(element, "gueltigAb"),
    validUntil: textAt(element, "gueltigBis"),
    note: textAt(element, "versionshinweis"),
    publishedOn: textAt(element, "veroeffentlichungsdatum"),
  });
}

/** One string in 2.0, often several references parted by semicolons. */
function readReferences(element: XmlElement): LegalReference[] {
  return (textAt(element, "bezug") ?? "")
    .split(";")
    .map((text) => ({ text: text.replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => text !== "");
}

function readRule(element: XmlElement, context: ReadContext): FimRule {
  return withoutUndefined({
    ...readIdentification(element, context),
    name: textAt(element, "name") ?? "",
    sentence: textAt(element, "definition"),
    description: textAt(element, "beschreibung"),
    references: readReferences(element),
    script: textAt(element, "script"),
    parameters: [],
    targets: [],
    errors: [],
  });
}

function readListReference(field: XmlElement): CodeListReference | undefined {
  const element = child(field, "codelisteReferenz");
  if (!element) return undefined;
  return withoutUndefined({
    id: textAt(element, "identifikation", "id"),
    uri: textAt(element, "genericodeIdentification", "canonicalIdentification"),
    version: textAt(element, "genericodeIdentification", "version"),
    versionUri: textAt(element, "genericodeIdentification", "canonicalVersionUri"),
  });
}

const scalar = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const precisionSchema = z.object({
  minLength: scalar.optional(),
  maxLength: scalar.optional(),
  minValue: scalar.optional(),
  maxValue: scalar.optional(),
  pattern: z.string().optional(),
  note: z.string().optional(),
});

/**
 * `praezisierung` is meant to be JSON with numbers as strings. Real files also hold `5`, `1..31` or plain
 * words; those are kept as a remark and reported, never guessed at.
 */
function readPrecision(field: XmlElement, context: ReadContext): FimPrecision {
  const text = textAt(field, "praezisierung");
  if (text === undefined) return {};
  const { line, column } = child(field, "praezisierung") ?? field;
  const complain = (message: string): void => {
    context.problems.push(
      warning("invalidPrecision", message, { line, column, path: context.path }),
    );
  };
  const parsed = precisionSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    complain(`praezisierung "${text}" is not understood and was left out`);
    return { remark: text };
  }
  const length = (name: "minLength" | "maxLength"): number | undefined => {
    const value = parsed.data[name];
    if (value === undefined || value === "") return undefined;
    if (/^\d{1,15}$/.test(value)) return Number(value);
    complain(`${name} "${value}" is not a whole number and was left out`);
    return undefined;
  };
  const { minValue, maxValue, pattern, note } = parsed.data;
  const maxLength = length("maxLength");
  return withoutUndefined({
    minLength: length("minLength"),
    maxLength: maxLength === 0 ? undefined : maxLength,
    minValue: minValue === "" ? undefined : minValue,
    maxValue: maxValue === "" ? undefined : maxValue,
    pattern: pattern === "" ? undefined : pattern,
    remark: note === "" ? undefined : note,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
