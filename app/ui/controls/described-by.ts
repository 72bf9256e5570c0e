import { idOf } from "./id-of.ts";

/** Ties a control to its hint, unit and error. */
export function describedBy(
  name: string,
  { hint, unit, error }: { hint?: unknown; unit?: unknown; error?: unknown },
): string | undefined {
  const ids = [
    hasContent(hint) ? idOf(name, "hint") : "",
    hasContent(unit) ? idOf(name, "unit") : "",
    error === undefined ? "" : idOf(name, "error"),
  ];
  return ids.filter(Boolean).join(" ") || undefined;
}

function hasContent(node: unknown): boolean {
  return node !== undefined && node !== null && node !== "" && node !== false;
}
