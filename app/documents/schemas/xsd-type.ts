import { escapeXmlAttribute } from "../escape-xml.ts";
import { rulesOf } from "../../domain/fields/field-kinds.ts";
import { compilePattern } from "../../domain/fields/text.ts";
import type { Field, ServiceDefinition } from "../../domain/service.ts";
import { ownContent } from "./json-value.ts";
import { valueSchema } from "./value-schema.ts";
import { xsdPattern } from "./xsd-pattern.ts";

/** Body of the XSD type of a field's single value, without its name: `<xs:simpleType>` or `<xs:complexType>`. */
export interface XsdType {
  readonly tag: "xs:simpleType" | "xs:complexType";
  readonly body: string;
}

/** The type of one value as `fimXml` writes it. */
export function xsdType(node: Field, { codeLists }: Pick<ServiceDefinition, "codeLists">): XsdType {
  switch (node.kind) {
    case "text":
    case "multiline":
    case "email":
    case "phone":
    case "iban":
      return textType(node.options);
    case "number":
      return restriction("xs:decimal", numberFacets(node.options, 1));
    case "integer":
      return restriction("xs:integer", integerFacets(node.options));
    case "money":
      return restriction("xs:decimal", [
        ...numberFacets(node.options, 100),
        facet("fractionDigits", "2"),
      ]);
    case "date":
      return restriction("xs:date", rangeFacets(node.options, /^\d{4}-\d{2}-\d{2}$/, ""));
    case "time":
      return restriction("xs:time", rangeFacets(node.options, /^\d{2}:\d{2}$/, ":00"));
    case "dateTime":
      return restriction(
        "xs:dateTime",
        rangeFacets(node.options, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, ":00"),
      );
    case "partialDate":
      return simple(`<xs:union memberTypes="xs:gYear xs:gYearMonth xs:date"/>`);
    case "yesNo":
    case "declaration":
      return restriction("xs:boolean", []);
    case "choice":
    case "multipleChoice": {
      const options = codeLists[node.options.list]?.options ?? [];
      return restriction(
        "xs:string",
        options.map(({ code }) => facet("enumeration", code)),
      );
    }
    case "address":
    case "personName":
      return partsType(node);
    case "file":
      return fileType;
    case "hidden":
    case "locked":
      return restriction(contentType(node, node.options.content ?? ""), []);
    case "staticText":
      return restriction("xs:string", []);
  }
}

function simple(body: string): XsdType {
  return { tag: "xs:simpleType", body };
}

function restriction(base: string, facets: readonly string[]): XsdType {
  return simple(`<xs:restriction base="${base}">${facets.join("")}</xs:restriction>`);
}

function facet(name: string, value: string): string {
  return `<xs:${name} value="${escapeXmlAttribute(value)}"/>`;
}

interface TextBounds {
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
}
function textType({ minLength = 0, maxLength, pattern }: TextBounds): XsdType {
  // Facets that contradict each other would make the whole schema invalid; the form lets nothing through either.
  const isPossible = maxLength === undefined || minLength <= maxLength;
  const whole = pattern !== undefined && compilePattern(pattern) ? xsdPattern(pattern) : undefined;
  return restriction("xs:string", [
    ...(isPossible && minLength > 0 ? [facet("minLength", String(minLength))] : []),
    ...(maxLength === undefined ? [] : [facet("maxLength", String(maxLength))]),
    ...(whole === undefined ? [] : [facet("pattern", whole)]),
  ]);
}

interface NumberBounds {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}
function numberFacets({ minimum, maximum }: NumberBounds, divisor: number): string[] {
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) return [];
  const text = (value: number): string => (value / divisor).toFixed(10).replace(/\.?0+$/, "");
  return [
    ...(minimum === undefined ? [] : [facet("minInclusive", text(minimum))]),
    ...(maximum === undefined ? [] : [facet("maxInclusive", text(maximum))]),
  ];
}

/** A bound of a whole number must be one. */
function integerFacets({ minimum, maximum }: NumberBounds): string[] {
  return numberFacets(
    {
      minimum: minimum === undefined ? undefined : Math.ceil(minimum),
      maximum: maximum === undefined ? undefined : Math.floor(maximum),
    },
    1,
  );
}

/** Only bounds that do not depend on the day of filing. */
function rangeFacets(
  { minimum, maximum }: { minimum?: string | undefined; maximum?: string | undefined },
  form: RegExp,
  seconds: string,
): string[] {
  const isBound = (bound: string | undefined): bound is string =>
    bound !== undefined && form.test(bound) && isReal(bound);
  if (isBound(minimum) && isBound(maximum) && minimum > maximum) return [];
  return [
    ...(isBound(minimum) ? [facet("minInclusive", `${minimum}${seconds}`)] : []),
    ...(isBound(maximum) ? [facet("maxInclusive", `${maximum}${seconds}`)] : []),
  ];
}

function isReal(bound: string): boolean {
  const moment = bound.includes(":") ? bound : `${bound}T00:00`;
  const text = moment.includes("T") ? moment : `2000-01-01T${moment}`;
  const instant = Date.parse(`${text}:00Z`);
  return (
    !Number.isNaN(instant) &&
    new Date(instant).toISOString().startsWith(text) &&
    !text.startsWith("0000")
  );
}

/** The parts of an address or a person's name, in the order of the form. */
function partsType(node: Field): XsdType {
  const { properties, required } = valueSchema(node, { codeLists: {} }) as unknown as {
    properties: Record<string, { maxLength: number }>;
    required: string[];
  };
  const parts = rulesOf(node.kind).parts.map((part) => {
    const occurs = required.includes(part) ? "" : ` minOccurs="0"`;
    const { body } = textType({ minLength: 1, maxLength: properties[part]?.maxLength });
    return `<xs:element name="${part}"${occurs}><xs:simpleType>${body}</xs:simpleType></xs:element>`;
  });
  return { tag: "xs:complexType", body: `<xs:sequence>${parts.join("")}</xs:sequence>` };
}

const fileType: XsdType = {
  tag: "xs:complexType",
  body: `<xs:simpleContent><xs:extension base="xs:string">${["name", "mediaType", "sha256"]
    .map((name) => `<xs:attribute name="${name}" type="xs:string" use="required"/>`)
    .join("")}</xs:extension></xs:simpleContent>`,
};

function contentType(node: Field, content: string): string {
  switch (typeof ownContent(node, content)) {
    case "boolean":
      return "xs:boolean";
    case "number":
      return node.fim?.type === "num_int" ? "xs:integer" : "xs:decimal";
    default:
      return "xs:string";
  }
}
