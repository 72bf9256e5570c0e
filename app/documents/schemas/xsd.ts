import type { ServiceDefinition } from "../../domain/service.ts";
import { escapeXml } from "../escape-xml.ts";
import { createDefinitions, type Definitions } from "./definitions.ts";
import { fimKey, fimNamespace } from "./fim-key.ts";
import { receiverShape, type GroupElement, type ReceiverElement } from "./receiver-shape.ts";
import { xsdType, type XsdType } from "./xsd-type.ts";

/**
 * XSD 1.0 of what `fimXml` writes for a service. Undefined for a service that does not come from FIM.
 * See docs/formats/README.md.
 */
export function receiverXsd(service: ServiceDefinition): string | undefined {
  if (!service.fim) return undefined;
  const shape = receiverShape(service, "versioned");
  const types = createDefinitions<NamedType>();
  const content = sequence(shape.children, service, types);
  const named = [...types.all].map(([name, { label, tag, body }]) =>
    indent(`<${tag} name="${name}">${documentation(label)}${body}</${tag}>`),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${fimNamespace}" targetNamespace="${fimNamespace}" elementFormDefault="qualified">
  <xs:element name="${shape.key}">${documentation(service.name.de)}<xs:complexType>${content}</xs:complexType></xs:element>
${named.join("\n")}
</xs:schema>
`;
}

interface NamedType extends XsdType {
  readonly label: string;
}

function indent(text: string): string {
  return `  ${text}`;
}

function documentation(text: string): string {
  return `<xs:annotation><xs:documentation>${escapeXml(text)}</xs:documentation></xs:annotation>`;
}

function groupType(
  group: GroupElement,
  service: ServiceDefinition,
  types: Definitions<NamedType>,
): XsdType {
  const body = group.isChoice
    ? choice(group, service, types)
    : sequence(group.children, service, types);
  return { tag: "xs:complexType", body };
}

function choice(
  { children, canBeEmpty }: GroupElement,
  service: ServiceDefinition,
  types: Definitions<NamedType>,
): string {
  if (children.length === 0) return "<xs:sequence/>";
  const parts = children.map((child) =>
    elementOf({
      name: fimKey(child.node),
      type: typeOf(child, service, types),
      min: Math.max(1, child.list?.min ?? 1),
      max: occurrence(child).max,
    }),
  );
  return `<xs:choice${canBeEmpty ? ` minOccurs="0"` : ""}>${parts.join("")}</xs:choice>`;
}

/** In the order of the schema, as long as a parser can tell which position an element is at. */
function sequence(
  children: readonly ReceiverElement[],
  service: ServiceDefinition,
  types: Definitions<NamedType>,
): string {
  const parts = children.map((child) => ({
    name: fimKey(child.node),
    type: typeOf(child, service, types),
    ...occurrence(child),
  }));
  if (parts.length === 0) return "<xs:sequence/>";
  const isClear = parts.every(({ name, type }, at) =>
    parts
      .slice(0, at)
      .every((other) => other.name !== name || (other.type === type && other.min === other.max)),
  );
  if (isClear) return `<xs:sequence>${parts.map(elementOf).join("")}</xs:sequence>`;
  // One name in two places that cannot be told apart: any number of any of them.
  const names = Map.groupBy(parts, ({ name }) => name);
  const any = [...names].map(([name, same]) => {
    const [type = "xs:anyType", ...others] = new Set(same.map((part) => part.type));
    return elementOf({ name, type: others.length > 0 ? "xs:anyType" : type, min: 1, max: 1 });
  });
  return `<xs:choice minOccurs="0" maxOccurs="unbounded">${any.join("")}</xs:choice>`;
}

interface Particle {
  readonly name: string;
  readonly type: string;
  readonly min: number;
  readonly max: number | null;
}

function occurrence({ required, list }: ReceiverElement): Pick<Particle, "min" | "max"> {
  return { min: required ? (list?.min ?? 1) : 0, max: list ? list.max : 1 };
}

function typeOf(
  child: ReceiverElement,
  service: ServiceDefinition,
  types: Definitions<NamedType>,
): string {
  const type =
    child.type === "group" ? groupType(child, service, types) : xsdType(child.node, service);
  return types.add(fimKey(child.node), { label: child.node.label.de, ...type });
}

function elementOf({ name, type, min, max }: Particle): string {
  const occurs = [
    ...(min === 1 ? [] : [` minOccurs="${String(min)}"`]),
    ...(max === 1 ? [] : [` maxOccurs="${max === null ? "unbounded" : String(max)}"`]),
  ];
  return `<xs:element name="${name}" type="${type}"${occurs.join("")}/>`;
}
