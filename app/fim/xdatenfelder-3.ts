import { codeLists3 } from "./grammar-3.ts";
import {
  type CodeListReference,
  type FimKeyword,
  type FimPrecision,
  type FimRelease,
  type FimValue,
  type LegalReference,
} from "./model.ts";
import { partsOf, textsWith, trimmed, type Parts } from "./parts.ts";
import { warning } from "./problems.ts";
import { type Dialect, type ReadContext, type RuleParts } from "./read-structure.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, type XmlElement } from "./xml-reader.ts";

/** XDatenfelder 3.0.0. */
export const dialect3: Dialect = {
  standard: "xdatenfelder_3.0.0",
  listOf: (name) => codeListOf.get(name),
  message: (header) => ({
    productName: header.text("produktbezeichnung"),
    productMaker: header.text("produkthersteller"),
    productVersion: header.text("produktversion"),
    dataQuality: header.code("datenqualitaet", codeLists3.datenqualitaet),
  }),
  schema: (parts) =>
    withoutUndefined({
      label: parts.text("bezeichnung"),
      documentProfile: child(parts.element, "dokumentsteckbrief") && profileOf(parts),
    }),
  group: (parts) => ({ isChoice: parts.code("art", codeLists3.art) === "X" }),
  field: (parts, context) =>
    withoutUndefined({
      precision: readPrecision(parts, context),
      prefill: parts.code("vorbefuellung", codeLists3.vorbefuellung),
      values: readValues(parts.element),
      codeList: readListReference(parts),
      maxSize: readMaxSize(parts, context),
      mediaTypes: childrenOf(parts.element, "mediaType").map((type, index) => {
        const text = trimmed(type.text) ?? "";
        parts.note(`mediaType[${String(index)}]`, type.text, text);
        return text;
      }),
    }),
  references: ({ element }) => referencesOf(element),
  release: readRelease,
  keywords: ({ element }) => keywordsOf(element),
  rule: readRule,
};

const codeListOf: ReadonlyMap<string, readonly [string, string | undefined]> = new Map(
  Object.entries(codeLists3),
);

function profileOf(parts: Parts): { id: string; version?: string } {
  const version = parts.text("dokumentsteckbrief", "version");
  const id = parts.text("dokumentsteckbrief", "id") ?? "";
  return { id, ...(version !== undefined && { version }) };
}

function keywordsOf(element: XmlElement): FimKeyword[] {
  return textsWith(element, "stichwort", "uri").map(({ attribute, ...rest }) =>
    withoutUndefined({ ...rest, uri: attribute }),
  );
}

function referencesOf(element: XmlElement): LegalReference[] {
  return textsWith(element, "bezug", "link").map(({ attribute, ...rest }) =>
    withoutUndefined({ ...rest, link: attribute }),
  );
}

function readRelease(parts: Parts): FimRelease {
  const status = child(parts.element, "freigabestatus");
  return withoutUndefined({
    status: parts.code("freigabestatus", codeLists3.freigabestatus),
    statusListVersion: status?.attributes["listVersionID"],
    setOn: parts.text("statusGesetztAm"),
    setBy: parts.text("statusGesetztDurch"),
    validFrom: parts.text("gueltigAb"),
    validUntil: parts.text("gueltigBis"),
    note: parts.text("versionshinweis"),
    publishedOn: parts.text("veroeffentlichungsdatum"),
    changedAt: parts.text("letzteAenderung"),
  });
}

function readRule(parts: Parts): RuleParts {
  const { element } = parts;
  const keywords = keywordsOf(element);
  return withoutUndefined({
    sentence: parts.text("freitextRegel"),
    keywords: keywords.length === 0 ? undefined : keywords,
    author: parts.text("fachlicherErsteller"),
    changedAt: parts.text("letzteAenderung"),
    kind: parts.code("typ", codeLists3.typ),
    script: parts.text("skript"),
    parameters: childrenOf(element, "param").map((parameter) => {
      const written = child(parameter, "typ")?.text;
      const kind = trimmed(written ?? "");
      return withoutUndefined({
        element: parameter.attributes["element"],
        name: parameter.attributes["name"],
        kind,
        written: written === kind ? undefined : written,
      });
    }),
    targets: childrenOf(element, "ziel").map(({ attributes }) =>
      withoutUndefined({ element: attributes["element"], name: attributes["name"] }),
    ),
    errors: textsWith(element, "fehler", "code").map(({ attribute, ...rest }) =>
      withoutUndefined({ code: attribute, ...rest }),
    ),
  });
}

function readPrecision(parts: Parts, context: ReadContext): FimPrecision {
  const element = child(parts.element, "praezisierung");
  if (!element) return {};
  const { attributes } = element;
  const key = "praezisierung";
  const number = (name: "minLength" | "maxLength"): number | undefined => {
    const value = numberOf(attributes[name]);
    parts.note(`${key}@${name}`, attributes[name], value === undefined ? value : String(value));
    if (value === undefined && attributes[name] !== undefined) {
      const message = `${name} "${attributes[name]}" is too large and was left out`;
      const { line, column } = element;
      const where = { line, column, path: context.path };
      context.problems.push(warning("invalidPrecision", message, where));
    }
    return value;
  };
  const text = (name: "minValue" | "maxValue" | "pattern"): string | undefined => {
    const written = attributes[name];
    // White space of a pattern counts.
    const value = name === "pattern" && written !== "" ? written : trimmed(written ?? "");
    parts.note(`${key}@${name}`, written, value);
    return value;
  };
  const precision = withoutUndefined({
    minLength: number("minLength"),
    maxLength: number("maxLength"),
    minValue: text("minValue"),
    maxValue: text("maxValue"),
    pattern: text("pattern"),
    remark: trimmed(element.text),
  });
  // With nothing in it, it stands there none the less.
  const isBare = Object.keys(precision).length === 0;
  parts.note(key, element.text, isBare ? undefined : (precision.remark ?? ""));
  return precision;
}

function readValues(field: XmlElement): FimValue[] | undefined {
  const list = child(field, "werte");
  if (!list) return undefined;
  return childrenOf(list, "wert").map((value) => {
    const parts = partsOf(value);
    const code = parts.text("code") ?? "";
    const name = parts.text("name") ?? "";
    return withoutUndefined({ code, name, help: parts.text("hilfe"), ...parts.asWritten() });
  });
}

function readListReference(parts: Parts): CodeListReference | undefined {
  const columns = {
    codeKey: parts.text("codeKey"),
    nameKey: parts.text("nameKey"),
    helpKey: parts.text("helpKey"),
  };
  if (!child(parts.element, "codelisteReferenz")) {
    // Columns of no list: kept as they stand, but they make no list.
    for (const [key, value] of Object.entries(columns)) parts.note(key, value);
    return undefined;
  }
  return withoutUndefined({
    uri: parts.text("codelisteReferenz", "canonicalIdentification"),
    version: parts.text("codelisteReferenz", "version"),
    versionUri: parts.text("codelisteReferenz", "canonicalVersionUri"),
    ...columns,
  });
}

function readMaxSize(parts: Parts, context: ReadContext): number | undefined {
  const text = parts.text("maxSize");
  const value = numberOf(text);
  if (text === undefined) return undefined;
  const { line, column } = child(parts.element, "maxSize") ?? parts.element;
  parts.note("maxSize", child(parts.element, "maxSize")?.text, String(value));
  if (value === undefined) {
    const message = `maxSize "${text}" is too large and was left out`;
    const where = { line, column, path: context.path };
    context.problems.push(warning("invalidPrecision", message, where));
  }
  return value;
}

/** The grammar has seen to it that it is a whole number; beyond 15 digits it cannot be told exactly. */
function numberOf(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isSafeInteger(value) ? value : undefined;
}
