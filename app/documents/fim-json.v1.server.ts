import { dayOf } from "../domain/deadline.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import type { DataValue, SubmissionDocument } from "../domain/submission.ts";
import { canonicalJson } from "./canonical-json.ts";
import { completeData, isRecord, type Data } from "./schemas/complete-data.ts";
import type { KeyStyle } from "./schemas/fim-key.ts";
import { jsonValue } from "./schemas/json-value.ts";
import { receiverShape, type ReceiverElement } from "./schemas/receiver-shape.ts";

/**
 * The answers alone as JSON under the names of FIM, as `receiverJsonSchema` describes them; canonical (RFC 8785).
 * Undefined for a service that does not come from FIM. Throws if the document is not one of this service and version, or
 * holds what the service does not know: nothing is left out in silence. See docs/formats/README.md.
 */
export function fimJson(
  document: SubmissionDocument,
  service: ServiceDefinition,
  keys: KeyStyle,
): string | undefined {
  if (!service.fim) return undefined;
  const { id, version } = document.service;
  if (id !== service.id || version !== service.version) {
    throw new Error(`${document.reference} is of ${id} ${version}, not of ${service.id}`);
  }
  return canonicalJson(receiverData(document, service, keys));
}

/** The same as a value, for services without FIM too. */
export function receiverData(
  { data, submittedAt }: Pick<SubmissionDocument, "data" | "submittedAt">,
  service: ServiceDefinition,
  keys: KeyStyle,
): Data {
  const { children } = receiverShape(service, keys);
  return renamed(children, completeData(children, data), dayOf(new Date(submittedAt)));
}

function renamed(children: readonly ReceiverElement[], data: Data, today: string): Data {
  const left = new Set(Object.keys(data));
  const members = children.flatMap((child): [string, DataValue][] => {
    const value = data[child.node.id];
    left.delete(child.node.id);
    return value === undefined ? [] : [[child.key, valueOf(child, value, today)]];
  });
  if (left.size > 0) throw new Error(`no such node: ${[...left].join(", ")}`);
  return Object.fromEntries(members);
}

function valueOf(element: ReceiverElement, value: DataValue, today: string): DataValue {
  if (element.type === "field") return jsonValue(element.node, value, today);
  const inside = (item: DataValue): Data => {
    if (!isRecord(item)) throw new Error(`${element.node.id} is a group, its value is not`);
    return renamed(element.children, item, today);
  };
  return Array.isArray(value) ? (value as readonly DataValue[]).map(inside) : inside(value);
}
