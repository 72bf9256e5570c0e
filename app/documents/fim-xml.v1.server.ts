import { rulesOf } from "../domain/fields/field-kinds.ts";
import type { Field, Node, ServiceDefinition } from "../domain/service.ts";
import type { Attachment, DataValue, SubmissionDocument } from "../domain/submission.ts";
import { escapeXml, escapeXmlAttribute } from "./escape-xml.ts";
import { completeData, isRecord } from "./schemas/complete-data.ts";
import { fimKey, fimNamespace } from "./schemas/fim-key.ts";
import { receiverShape } from "./schemas/receiver-shape.ts";
import { xsdValue } from "./xsd-value.ts";

interface Level {
  readonly indent: string;
  readonly attachments: ReadonlyMap<string, Attachment>;
}

/**
 * The answers as XML in the manner of XFall: elements named by FIM id and version, nested and ordered as in the schema.
 * Undefined for a service that does not come from FIM. Throws if the document is not one of this service and version,
 * or holds what the service does not know: nothing is left out in silence. See docs/formats/README.md.
 */
export function fimXml(
  document: SubmissionDocument,
  service: ServiceDefinition,
): string | undefined {
  if (!service.fim) return undefined;
  const { id, version } = document.service;
  if (id !== service.id || version !== service.version) {
    throw new Error(`${document.reference} is of ${id} ${version}, not of ${service.id}`);
  }
  const attachments = new Map(document.attachments.map((one) => [one.id, one]));
  const root = fimKey(service);
  const data = completeData(receiverShape(service, "versioned").children, document.data);
  const content = children(service.nodes, data, { indent: "  ", attachments });
  // No part of the schema, which stays as the receiver knows it.
  const mark = document.test ? '<?einmal test="true"?>\n' : "";
  return `<?xml version="1.0" encoding="UTF-8"?>\n${mark}<${root} xmlns="${fimNamespace}">\n${content}</${root}>\n`;
}

function children(
  nodes: readonly Node[],
  data: Readonly<Record<string, DataValue>>,
  level: Level,
): string {
  failOnStrange(
    nodes.map(({ id }) => id),
    data,
  );
  return nodes
    .flatMap((node) => listOf(data[node.id]).map((value) => element(node, value, level)))
    .join("");
}

function element(node: Node, value: DataValue, level: Level): string {
  const name = fimKey(node);
  const { indent } = level;
  const inside = { ...level, indent: `${indent}  ` };
  if (node.type === "group") {
    if (!isRecord(value)) throw new Error(`${node.id} is a group, its value is not`);
    const content = children(node.children, value, inside);
    // White space would be content where a group cannot have any.
    if (content === "") return `${indent}<${name}/>\n`;
    return `${indent}<${name}>\n${content}${indent}</${name}>\n`;
  }
  if (isRecord(value)) {
    // The parts of an address or a person's name have no ids in FIM; they stand in the order of the form.
    const { parts: names } = rulesOf(node.kind);
    failOnStrange(names, value);
    const parts = names.flatMap((part) =>
      listOf(value[part]).map((text) => leaf(part, "", scalar(node, text), inside)),
    );
    return `${indent}<${name}>\n${parts.join("")}${indent}</${name}>\n`;
  }
  return leaf(name, fileAttributes(node, value, level), scalar(node, value), level);
}

function leaf(name: string, attributes: string, text: string, { indent }: Level): string {
  return `${indent}<${name}${attributes}>${escapeXml(text)}</${name}>\n`;
}

/** What it takes to find the file of an attachment's id without the other formats. */
function fileAttributes(node: Field, value: DataValue, { attachments }: Level): string {
  if (node.kind !== "file") return "";
  const attachment = typeof value === "string" ? attachments.get(value) : undefined;
  if (!attachment) throw new Error(`${node.id} names an attachment that is not there`);
  const { name, mediaType, sha256 } = attachment;
  return Object.entries({ name, mediaType, sha256 })
    .map(([attribute, text]) => ` ${attribute}="${escapeXmlAttribute(text)}"`)
    .join("");
}

function scalar(node: Field, value: DataValue): string {
  if (typeof value === "object") throw new Error(`${node.id} has a value within its value`);
  return xsdValue(node.kind, value);
}

function failOnStrange(ids: readonly string[], data: Readonly<Record<string, DataValue>>): void {
  const strange = Object.keys(data).filter((id) => !ids.includes(id));
  if (strange.length > 0) throw new Error(`no such node: ${strange.join(", ")}`);
}

function listOf(value: DataValue | undefined): readonly DataValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly DataValue[]) : [value];
}
