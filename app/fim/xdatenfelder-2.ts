import * as z from "zod";
import {
  type CodeListReference,
  type FimPrecision,
  type FimRelease,
  type LegalReference,
} from "./model.ts";
import { type ListOfCode, type Parts } from "./parts.ts";
import { warning } from "./problems.ts";
import { type Dialect, type ReadContext, type RuleParts } from "./read-structure.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child } from "./xml-reader.ts";

/** XDatenfelder 2.0. */
export const dialect2: Dialect = {
  standard: "xdatenfelder_2",
  listOf: listOfCode,
  message: () => ({}),
  schema: (parts) =>
    withoutUndefined({
      label: parts.text("bezeichnungEingabe"),
      outputLabel: parts.text("bezeichnungAusgabe"),
    }),
  // Choice groups came with 3.0.
  group: () => ({ isChoice: false }),
  field: (parts, context) =>
    withoutUndefined({
      precision: readPrecision(parts, context),
      codeList: readListReference(parts),
      mediaTypes: [],
    }),
  references: readReferences,
  release: readRelease,
  keywords: () => [],
  rule: readRule,
};

function listOfCode(name: string): ListOfCode {
  return [`urn:xoev-de:fim:codeliste:xdatenfelder.${name}`, "1.0"];
}

function readRelease(parts: Parts): FimRelease {
  return withoutUndefined({
    status: parts.code("status", listOfCode("status")),
    setOn: parts.text("freigabedatum"),
    setBy: parts.text("fachlicherErsteller"),
    validFrom: parts.text("gueltigAb"),
    validUntil: parts.text("gueltigBis"),
    note: parts.text("versionshinweis"),
    publishedOn: parts.text("veroeffentlichungsdatum"),
  });
}

/** One string in 2.0, often several references parted by semicolons. */
function readReferences(parts: Parts): LegalReference[] {
  const written = child(parts.element, "bezug")?.text;
  const references = (written ?? "")
    .split(";")
    .map((text) => ({ text: text.replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => text !== "");
  parts.note("bezug", written, references.map(({ text }) => text).join("; "));
  return references;
}

function readRule(parts: Parts): RuleParts {
  return withoutUndefined({
    label: parts.text("bezeichnungEingabe"),
    outputLabel: parts.text("bezeichnungAusgabe"),
    sentence: parts.text("definition"),
    release: readRelease(parts),
    script: parts.text("script"),
    parameters: [],
    targets: [],
    errors: [],
  });
}

function readListReference(parts: Parts): CodeListReference | undefined {
  if (!child(parts.element, "codelisteReferenz")) return undefined;
  const text = (...path: readonly string[]): string | undefined =>
    parts.text("codelisteReferenz", ...path);
  // The version of the list element says nothing about the list, but it stands there.
  parts.note("codelisteReferenz/identifikation/version", text("identifikation", "version"));
  return withoutUndefined({
    id: text("identifikation", "id"),
    uri: text("genericodeIdentification", "canonicalIdentification"),
    version: text("genericodeIdentification", "version"),
    versionUri: text("genericodeIdentification", "canonicalVersionUri"),
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
function readPrecision(parts: Parts, context: ReadContext): FimPrecision {
  const text = parts.text("praezisierung");
  if (text === undefined) return {};
  const { line, column } = child(parts.element, "praezisierung") ?? parts.element;
  // JSON can be written in many ways.
  parts.note("praezisierung", child(parts.element, "praezisierung")?.text);
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
