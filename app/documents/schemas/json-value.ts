import type { Field } from "../../domain/service.ts";
import type { DataValue } from "../../domain/submission.ts";
import { berlinOffset } from "./berlin-offset.ts";

/**
 * A value of a submission as JSON wants it where the receiver checks it by the data types of FIM: money in euros, times
 * in the form of RFC 3339 with the offset of the authority's clock, technical values in their type.
 * `today`: ISO date, for the offset of a time of day.
 */
export function jsonValue(node: Field, value: DataValue, today: string): DataValue {
  if (Array.isArray(value))
    return (value as readonly DataValue[]).map((one) => jsonValue(node, one, today));
  switch (node.kind) {
    case "money":
      return typeof value === "number" ? value / 100 : value;
    case "time":
      return typeof value === "string" ? timeOfDay(value, `${today}T${value}`) : value;
    case "dateTime":
      return typeof value === "string" ? timeOfDay(value, value) : value;
    case "hidden":
    case "locked":
      return typeof value === "string" ? ownContent(node, value) : value;
    default:
      return value;
  }
}

function timeOfDay(value: string, moment: string): string {
  return `${value}:00${berlinOffset(moment)}`;
}

/** Content of the schema itself is text; where its data type is another one and it reads as such, it becomes that. */
export function ownContent({ fim }: Field, content: string): string | number | boolean {
  switch (fim?.type) {
    case "bool":
      return content === "true" || content === "false" ? content === "true" : content;
    case "num":
    case "num_currency":
      return /^-?\d{1,15}(\.\d{1,10})?$/.test(content) ? Number(content) : content;
    case "num_int":
      return /^-?\d{1,15}$/.test(content) ? Number(content) : content;
    default:
      return content;
  }
}
