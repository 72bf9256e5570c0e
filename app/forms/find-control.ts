import { rulesOf } from "#app/domain/fields/field-kinds.ts";
import type { FormField, FormNode } from "#app/domain/page-form.ts";
import { hasLines } from "#app/domain/read-field.ts";

/** To which question a control belongs. */
export interface ControlPlace {
  readonly field: FormField;
  /** "" where the question has one control. */
  readonly part: string;
  /** From 0; absent where the question does not repeat. */
  readonly line?: number;
}

/** Finds the question of a control by the control's name. */
export function findControl(nodes: readonly FormNode[], control: string): ControlPlace | undefined {
  for (const node of nodes) {
    const place =
      node.type === "group" ? findControl(node.children, control) : placeIn(node, control);
    if (place) return place;
  }
  return undefined;
}

function placeIn(field: FormField, control: string): ControlPlace | undefined {
  if (!control.startsWith(field.name)) return undefined;
  const rest = control.slice(field.name.length);
  const match = /^(?:#(\d+))?(?:\/(.+))?$/.exec(rest);
  if (!match) return undefined;
  const [, line, part = ""] = match;
  if (line !== undefined && !hasLines(field)) return undefined;
  if (part !== "" && part !== "search" && !rulesOf(field.kind).parts.includes(part))
    return undefined;
  return { field, part, ...(line !== undefined && { line: Number(line) }) };
}
