import type { NodePath } from "../path.ts";

/** Who has to look at a change: whose drafts may not fit any more, or what receives the submissions. */
export type Touched = "drafts" | "receivers";

/** One difference between two versions of a service. */
export interface Change {
  readonly kind:
    | "added"
    | "removed"
    | "moved"
    | "kind"
    | "required"
    | "repeat"
    | "bounds"
    | "condition"
    | "list"
    | "rule"
    | "text"
    | "page"
    | "data";
  /** Path in the newer version, of what was removed in the older one; key of a list, id of a rule or page. */
  readonly path: NodePath;
  /** German label where it has one. */
  readonly label: string;
  /** Readable, short; absent where there was, or is, nothing. */
  readonly before?: string;
  readonly after?: string;
  /** Empty: nobody but the reader notices. */
  readonly touches: readonly Touched[];
}

export function changeOf(
  kind: Change["kind"],
  place: { readonly path: NodePath; readonly label: string },
  { before, after }: { readonly before?: unknown; readonly after?: unknown },
  touches: readonly Touched[],
): Change {
  return {
    kind,
    path: place.path,
    label: place.label,
    ...(before !== undefined && { before: written(before) }),
    ...(after !== undefined && { after: written(after) }),
    touches,
  };
}

function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether two plain values are the same, whatever the order of their members. */
export function isSame(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

export function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
