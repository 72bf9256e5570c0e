import * as z from "zod";
import {
  type CodeListReference,
  type FimPrecision,
  type FimRelease,
  type LegalReference,
} from "./model.ts";
import { warning } from "./problems.ts";
import { type Dialect, type ReadContext, type RuleParts } from "./read-structure.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, textAt, type XmlElement } from "./xml-reader.ts";

export const namespace2 = "urn:xoev-de:fim:standard:xdatenfelder_2";

/** XDatenfelder 2.0. */
export const dialect2: Dialect = {
  standard: "xdatenfelder_2",
  schema: (element) => withoutUndefined({ label: textAt(element, "bezeichnungEingabe") }),
  // Choice groups came with 3.0.
  group: () => ({ isChoice: false }),
  field: (element, context) =>
    withoutUndefined({
      precision: readPrecision(element, context),
      codeList: readListReference(element),
      mediaTypes: [],
    }),
  references: readReferences,
  release: readRelease,
  keywords: () => [],
  rule: readRule,
};

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

function readRule(element: XmlElement): RuleParts {
  return withoutUndefined({
    sentence: textAt(element, "definition"),
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
