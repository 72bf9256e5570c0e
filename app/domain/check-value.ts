import type { Check, CheckContext, Unreadable } from "./fields/field-kind.ts";
import { rulesOf } from "./fields/field-kinds.ts";
import type { FieldKind, FieldOptions, FieldValues } from "./fields/kinds.ts";

/**
 * Compiled checks by the options object of their field: definition, every language and every item of a
 * repeated group share that object, so each check is compiled once per process.
 */
const compiled = new WeakMap<object, Check>();

/** Checks one canonical value. The same code runs at every post, in the browser, and when filing. */
export function checkValue<K extends FieldKind>(
  kind: K,
  options: FieldOptions<K>,
  value: FieldValues[K],
  context: CheckContext,
): readonly Unreadable[] {
  let check = compiled.get(options);
  if (!check) compiled.set(options, (check = rulesOf(kind).check(options)));
  return check(value, context);
}
