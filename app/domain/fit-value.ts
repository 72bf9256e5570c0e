import { checkValue } from "./check-value.ts";
import type { CheckContext } from "./fields/field-kind.ts";
import type { FieldValue, Value } from "./fields/kinds.ts";
import { countError, hasLines } from "./read-field.ts";
import type { Field } from "./service.ts";

/** A value from another version or service as a question wants it; undefined where it does not fit. */
export function fitValue(value: Value, field: Field, context: CheckContext): Value | undefined {
  const shape = { kind: field.kind, name: "", ...(field.repeat && { repeat: field.repeat }) };
  const inLines = hasLines(shape);
  const manyAtOnce = field.kind === "multipleChoice" || field.kind === "file";
  const given = Array.isArray(value) && !manyAtOnce ? (value as readonly FieldValue[]) : [value];
  if (given.length !== 1 && !inLines) return undefined;
  const fitting = given.map((one) => fitOne(one as FieldValue, field, context));
  if (fitting.includes(undefined)) return undefined;
  const [first] = fitting;
  const kept = (inLines ? fitting : first) as Value;
  const count = Array.isArray(kept) ? kept.length : undefined;
  return count !== undefined && countError(shape, count) ? undefined : kept;
}

function fitOne(
  value: FieldValue,
  { kind, options }: Field,
  context: CheckContext,
): FieldValue | undefined {
  const wanted = kind === "multipleChoice" && typeof value === "string" ? [value] : value;
  return checkValue(kind, options as never, wanted as never, context).length === 0
    ? wanted
    : undefined;
}
