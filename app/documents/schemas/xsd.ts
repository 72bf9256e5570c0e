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
  const parts = children.map((child) => {
    const min = Math.max(1, child.list?.min ?? 1);
    return element(child, min, service, types);
  });
  return `<xs:choice${canBeEmpty ? ` minOccurs="0"` : ""}>${parts.join("")}</xs:choice>`;
}

/** In the order of the schema; anything where one name stands twice, because a parser could not tell which is meant. */
function sequence(
  children: readonly ReceiverElement[],
  service: ServiceDefinition,
  types: Definitions<NamedType>,
): string {
  const names = new Set(children.map(({ node }) => fimKey(node)));
  if (names.size < children.length)
    return `<xs:sequence><xs:any namespace="##targetNamespace" processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>`;
  const parts = children.map((child) =>
    element(child, child.required ? (child.list?.min ?? 1) : 0, service, types),
  );
  return parts.length === 0 ? "<xs:sequence/>" : `<xs:sequence>${parts.join("")}</xs:sequence>`;
}

function element(
  child: ReceiverElement,
  min: number,
  service: ServiceDefinition,
  types: Definitions<NamedType>,
): string {
  const name = fimKey(child.node);
  const type =
    child.type === "group" ? groupType(child, service, types) : xsdType(child.node, service);
  const typeName = types.add(name, { label: child.node.label.de, ...type });
  const max = child.list ? child.list.max : 1;
  const occurs = [
    ...(min === 1 ? [] : [` minOccurs="${String(min)}"`]),
    ...(max === 1 ? [] : [` maxOccurs="${max === null ? "unbounded" : String(max)}"`]),
  ];
  return `<xs:element name="${name}" type="${typeName}"${occurs.join("")}/>`;
}
