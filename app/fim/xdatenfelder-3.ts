import {
  type CodeListReference,
  type FimKeyword,
  type FimPrecision,
  type FimRelease,
  type LegalReference,
} from "./model.ts";
import { warning } from "./problems.ts";
import { type Dialect, type ReadContext, type RuleParts } from "./read-structure.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, textAt, type XmlElement } from "./xml-reader.ts";

export const namespace3 = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0";

function profileOf(element: XmlElement): { id: string; version?: string } {
  const version = textAt(element, "dokumentsteckbrief", "version");
  const id = textAt(element, "dokumentsteckbrief", "id") ?? "";
  return { id, ...(version !== undefined && { version }) };
}

/** XDatenfelder 3.0.0. */
export const dialect3: Dialect = {
  standard: "xdatenfelder_3.0.0",
  schema: (element) =>
    withoutUndefined({
      label: textAt(element, "bezeichnung"),
      documentProfile: child(element, "dokumentsteckbrief") && profileOf(element),
    }),
  group: (element) => ({ isChoice: textAt(element, "art", "code") === "X" }),
  field: (element, context) =>
    withoutUndefined({
      precision: readPrecision(element, context),
      prefill: textAt(element, "vorbefuellung", "code"),
      values: readValues(element),
      codeList: readListReference(element),
      maxSize: positiveInteger(textAt(element, "maxSize"), "maxSize", element, context),
      mediaTypes: childrenOf(element, "mediaType").map((type) => type.text.trim()),
    }),
  references: readReferences,
  release: readRelease,
  keywords: readKeywords,
  rule: readRule,
};

function readKeywords(element: XmlElement): FimKeyword[] {
  return childrenOf(element, "stichwort").map((keyword) =>
    withoutUndefined({ text: keyword.text.trim(), uri: keyword.attributes["uri"] }),
  );
}

function readRelease(element: XmlElement): FimRelease {
  return withoutUndefined({
    status: textAt(element, "freigabestatus", "code"),
    setOn: textAt(element, "statusGesetztAm"),
    setBy: textAt(element, "statusGesetztDurch"),
    validFrom: textAt(element, "gueltigAb"),
    validUntil: textAt(element, "gueltigBis"),
    note: textAt(element, "versionshinweis"),
    publishedOn: textAt(element, "veroeffentlichungsdatum"),
    changedAt: textAt(element, "letzteAenderung"),
  });
}

function readReferences(element: XmlElement): LegalReference[] {
  return childrenOf(element, "bezug")
    .map((reference) =>
      withoutUndefined({ text: reference.text.trim(), link: reference.attributes["link"] }),
    )
    .filter((reference) => reference.text !== "" || reference.link !== undefined);
}

function readRule(element: XmlElement): RuleParts {
  return withoutUndefined({
    sentence: textAt(element, "freitextRegel"),
    kind: textAt(element, "typ", "code"),
    script: textAt(element, "skript"),
    parameters: childrenOf(element, "param").map((parameter) =>
      withoutUndefined({
        element: parameter.attributes["element"],
        name: parameter.attributes["name"],
        kind: textAt(parameter, "typ", "code") ?? textAt(parameter, "typ"),
      }),
    ),
    targets: childrenOf(element, "ziel").map(({ attributes }) =>
      withoutUndefined({ element: attributes["element"], name: attributes["name"] }),
    ),
    errors: childrenOf(element, "fehler").map((failure) =>
      withoutUndefined({ code: failure.attributes["code"], text: failure.text.trim() }),
    ),
  });
}

function readPrecision(field: XmlElement, context: ReadContext): FimPrecision {
  const element = child(field, "praezisierung");
  if (!element) return {};
  const { attributes } = element;
  return withoutUndefined({
    minLength: wholeNumber(attributes["minLength"], "minLength", element, context),
    maxLength: positiveInteger(attributes["maxLength"], "maxLength", element, context),
    minValue: attributes["minValue"]?.trim(),
    maxValue: attributes["maxValue"]?.trim(),
    pattern: attributes["pattern"] === "" ? undefined : attributes["pattern"],
    remark: element.text.trim() === "" ? undefined : element.text.trim(),
  });
}

function readValues(field: XmlElement) {
  const list = child(field, "werte");
  if (!list) return undefined;
  return childrenOf(list, "wert").map((value) =>
    withoutUndefined({
      code: textAt(value, "code") ?? "",
      name: textAt(value, "name") ?? "",
      help: textAt(value, "hilfe"),
    }),
  );
}

function readListReference(field: XmlElement): CodeListReference | undefined {
  if (!child(field, "codelisteReferenz")) return undefined;
  return withoutUndefined({
    uri: textAt(field, "codelisteReferenz", "canonicalIdentification"),
    version: textAt(field, "codelisteReferenz", "version"),
    versionUri: textAt(field, "codelisteReferenz", "canonicalVersionUri"),
    codeKey: textAt(field, "codeKey"),
    nameKey: textAt(field, "nameKey"),
    helpKey: textAt(field, "helpKey"),
  });
}

function wholeNumber(
  text: string | undefined,
  name: string,
  { line, column }: XmlElement,
  context: ReadContext,
): number | undefined {
  if (text === undefined || /^\s*\+?\d{1,15}\s*$/.test(text)) {
    return text === undefined ? undefined : Number(text);
  }
  const message = `${name} "${text}" is not a whole number and was left out`;
  context.problems.push(warning("invalidPrecision", message, { line, column, path: context.path }));
  return undefined;
}

function positiveInteger(
  text: string | undefined,
  name: string,
  element: XmlElement,
  context: ReadContext,
): number | undefined {
  const value = wholeNumber(text, name, element, context);
  return value === 0 ? undefined : value;
}
