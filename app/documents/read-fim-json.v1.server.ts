import type { Field, ServiceDefinition } from "../domain/service.ts";
import type { DataValue } from "../domain/submission.ts";
import { isRecord, type Data } from "./schemas/complete-data.ts";
import { keyStyles, type KeyStyle } from "./schemas/fim-key.ts";
import { receiverShape, type ReceiverElement } from "./schemas/receiver-shape.ts";

/**
 * The data of a submission from what `fimJson` writes, the other way round: nested by the ids of the service. Undefined
 * where something is in it that the service does not know, or that stands in the wrong form.
 */
export function readFimJson(value: DataValue, service: ServiceDefinition): Data | undefined {
  for (const keys of keyStyles) {
    const data = readWith(value, service, keys);
    if (data) return data;
  }
  return undefined;
}

function readWith(value: DataValue, service: ServiceDefinition, keys: KeyStyle): Data | undefined {
  if (!isRecord(value)) return undefined;
  return named(receiverShape(service, keys).children, value);
}

function named(children: readonly ReceiverElement[], value: Data): Data | undefined {
  const byKey = new Map(children.map((child) => [child.key, child]));
  const data: Record<string, DataValue> = {};
  for (const [key, one] of Object.entries(value)) {
    const child = byKey.get(key);
    const read = child && valueOf(child, one);
    if (child === undefined || read === undefined) return undefined;
    data[child.node.id] = read;
  }
  return data;
}

function valueOf(element: ReceiverElement, value: DataValue): DataValue | undefined {
  if (element.type === "field") return fieldValue(element.node, value);
  const items = Array.isArray(value) ? (value as readonly DataValue[]) : [value];
  const read = items.map((item) => (isRecord(item) ? named(element.children, item) : undefined));
  if (read.some((item) => item === undefined)) return undefined;
  const groups = read as Data[];
  return element.node.repeat ? groups : groups[0];
}

/** The same for one value: cents, and times by the authority's clock without their offset. */
function fieldValue(node: Field, value: DataValue): DataValue | undefined {
  if (Array.isArray(value)) {
    const read = (value as readonly DataValue[]).map((one) => fieldValue(node, one));
    return read.some((one) => one === undefined) ? undefined : (read as DataValue[]);
  }
  switch (node.kind) {
    case "money":
      return typeof value === "number" ? Math.round(value * 100) : undefined;
    case "number":
    case "integer":
      return typeof value === "number" ? value : undefined;
    case "yesNo":
    case "declaration":
      return typeof value === "boolean" ? value : undefined;
    case "time":
      return shortened(value, /^(\d{2}:\d{2})(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/);
    case "dateTime":
      return shortened(
        value,
        /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/,
      );
    case "address":
    case "personName":
      return isRecord(value) ? value : undefined;
    case "hidden":
    case "locked":
      return typeof value === "object" ? undefined : String(value);
    default:
      return typeof value === "string" ? value : undefined;
  }
}

function shortened(value: DataValue, form: RegExp): string | undefined {
  return typeof value === "string" ? form.exec(value)?.[1] : undefined;
}
