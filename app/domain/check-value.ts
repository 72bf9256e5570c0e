import type * as z from "zod";
import type { CheckContext, Unreadable } from "./fields/field-kind.ts";
import { rulesOf } from "./fields/field-kinds.ts";
import type { FieldKind, FieldOptions, FieldValues } from "./fields/kinds.ts";

/**
 * Compiled checks by the options object of their field: definition, every language and every item of a
 * repeated group share that object, so each check is compiled once per process.
 */
const compiled = new WeakMap<object, z.ZodType>();

function schemaOf<K extends FieldKind>(kind: K, options: FieldOptions<K>): z.ZodType {
  const known = compiled.get(options);
  if (known) return known;
  const schema = rulesOf(kind).schema(options);
  compiled.set(options, schema);
  return schema;
}

/** Checks one canonical value. The same code runs at every post, in the browser, and when filing. */
export function checkValue<K extends FieldKind>(
  kind: K,
  options: FieldOptions<K>,
  value: FieldValues[K],
  context: CheckContext,
): readonly Unreadable[] {
  const result = schemaOf(kind, options).safeParse(value);
  if (!result.success) return uniqueParts(result.error.issues.map(toUnreadable));
  const late = rulesOf(kind).check?.(value, { options }, context);
  return late ? [late] : [];
}

function toUnreadable(issue: z.core.$ZodIssue): Unreadable {
  const part = issue.path.length === 0 ? undefined : String(issue.path[0]);
  const params = issue.code === "custom" ? issue.params : undefined;
  return {
    ok: false,
    code: issue.message,
    ...(part !== undefined && { part }),
    ...(params && { params: params as Record<string, string | number> }),
  };
}

/** One message per control is enough. */
function uniqueParts(problems: readonly Unreadable[]): readonly Unreadable[] {
  const seen = new Set<string | undefined>();
  return problems.filter(({ part }) => !seen.has(part) && seen.add(part));
}
