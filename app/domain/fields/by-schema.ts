import * as z from "zod";
import { fine, type Check, type Unreadable } from "./field-kind.ts";

/** A check by a zod schema whose messages are error codes and whose paths name the part. For values of several parts. */
export function bySchema(schema: z.ZodType): Check {
  return (value) => {
    const result = z.safeParse(schema, value);
    return result.success ? fine : uniqueParts(result.error.issues.map(toUnreadable));
  };
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
