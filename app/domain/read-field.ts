import { checkValue } from "./check-value.ts";
import type { CheckContext, Parts, Unreadable } from "./fields/field-kind.ts";
import { rulesOf } from "./fields/field-kinds.ts";
import type { FieldKind, FieldValue, Value } from "./fields/kinds.ts";
import type { FieldError, FormField, RawInput } from "./page-form.ts";

/** What one field's controls amount to: a value (undefined where nothing was entered) or what is wrong. */
export type FieldOutcome =
  | { readonly ok: true; readonly value: Value | undefined }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** A field that takes several values on lines of its own; choices and files hold several by themselves. */
export function hasLines(field: Pick<FormField, "kind" | "repeat">): boolean {
  return field.repeat !== undefined && field.kind !== "multipleChoice" && field.kind !== "file";
}

/** Name of a part's control: `name`, or `name/part`. */
export function controlName(name: string, part = ""): string {
  return part === "" ? name : `${name}/${part}`;
}

/** The values sent for a control; the empty list where it was not sent. */
export function sent(raw: RawInput, name: string): readonly string[] {
  const values = Object.hasOwn(raw, name) ? raw[name] : undefined;
  return values === undefined ? [] : typeof values === "string" ? [values] : values;
}

/** Reads and checks one field of a page. */
export function readField(field: FormField, raw: RawInput, context: CheckContext): FieldOutcome {
  const outcome = hasLines(field)
    ? readLines(field, raw, context)
    : readSingle(field, raw, context);
  return field.required && outcome.ok && outcome.value === undefined
    ? { ok: false, errors: [missing(field)] }
    : outcome;
}

function readSingle(field: FormField, raw: RawInput, context: CheckContext): FieldOutcome {
  const one = readOne(field, field.name, raw, context);
  if (!one.ok) return one;
  if (one.value === undefined) return one;
  const wrongCount = Array.isArray(one.value) ? countError(field, one.value.length) : undefined;
  return wrongCount ? { ok: false, errors: [wrongCount] } : one;
}

function readLines(field: FormField, raw: RawInput, context: CheckContext): FieldOutcome {
  const values: FieldValue[] = [];
  const errors: FieldError[] = [];
  for (const name of lineNames(field.name, raw)) {
    const one = readOne(field, name, raw, context);
    if (!one.ok) errors.push(...one.errors);
    else if (one.value !== undefined) values.push(one.value as FieldValue);
  }
  if (errors.length > 0) return { ok: false, errors };
  const first = `${field.name}#0`;
  if (values.length === 0) return { ok: true, value: undefined };
  const wrongCount = countError({ ...field, name: first }, values.length);
  return wrongCount ? { ok: false, errors: [wrongCount] } : { ok: true, value: values };
}

/** Names of the lines that were sent, in their order: `name#0`, `name#1`, … */
export function lineNames(name: string, raw: RawInput): readonly string[] {
  const prefix = `${name}#`;
  const indexes = new Set<number>();
  for (const key of Object.keys(raw)) {
    if (!key.startsWith(prefix)) continue;
    const index = Number.parseInt(key.slice(prefix.length), 10);
    if (Number.isInteger(index) && index >= 0 && index < 1000) indexes.add(index);
  }
  return [...indexes].sort((a, b) => a - b).map((index) => `${prefix}${String(index)}`);
}

function readOne(
  field: FormField,
  name: string,
  raw: RawInput,
  context: CheckContext,
): FieldOutcome {
  const parts: Parts = (part) => sent(raw, controlName(name, part));
  const reading = readKind(field, parts);
  if (!reading.ok) return { ok: false, errors: [toError(name, reading)] };
  if (reading.value === undefined) return reading;
  const problems = checkKind(field, reading.value, context);
  return problems.length === 0
    ? reading
    : { ok: false, errors: problems.map((problem) => toError(name, problem)) };
}

function readKind(
  { kind, options }: FormField,
  parts: Parts,
): { ok: true; value: FieldValue | undefined } | Unreadable {
  return rulesOf<FieldKind>(kind).read(parts, { options });
}

function checkKind(
  { kind, options }: FormField,
  value: FieldValue,
  context: CheckContext,
): readonly Unreadable[] {
  return checkValue<FieldKind>(kind, options, value, context);
}

function toError(name: string, { part, code, params }: Unreadable): FieldError {
  return { name: controlName(name, part), code, ...(params && { params }) };
}

/** The error of a mandatory field without an answer. */
export function missing(field: Pick<FormField, "kind" | "name" | "repeat">): FieldError {
  const { kind } = field;
  const code =
    kind === "declaration"
      ? "declaration.required"
      : kind === "file"
        ? "file.required"
        : "required";
  return { name: firstControl(field), code };
}

/** The control at which a field begins. */
export function firstControl(field: Pick<FormField, "kind" | "name" | "repeat">): string {
  const [part = ""] = rulesOf(field.kind).parts;
  return controlName(hasLines(field) ? `${field.name}#0` : field.name, part);
}

/** Whether too few or too many values were given. */
export function countError(
  { kind, name, repeat }: Pick<FormField, "kind" | "name" | "repeat">,
  count: number,
): FieldError | undefined {
  if (!repeat) return undefined;
  const [few, many] =
    kind === "multipleChoice"
      ? ["choice.tooFew", "choice.tooMany"]
      : kind === "file"
        ? ["file.tooFew", "file.tooMany"]
        : ["repeat.tooFew", "repeat.tooMany"];
  if (count < repeat.min) return { name, code: few, params: { min: repeat.min } };
  if (repeat.max !== null && count > repeat.max) {
    return { name, code: many, params: { max: repeat.max } };
  }
  return undefined;
}
