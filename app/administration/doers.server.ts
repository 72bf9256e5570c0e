import type { Sql } from "#db/connect.ts";
import { listActors } from "#db/queries/audit-search.ts";

/** Who did something: a person by name, or one of those that have none here. */
export type Doer =
  | { readonly kind: "person"; readonly name: string }
  | { readonly kind: "operator" | "portal" | "citizen" | "gone" };

/** Who an entry means by an id. `known`: the account of that id, where there is one still. */
export function doerOf(
  id: string,
  known: { readonly name: string; readonly operator: boolean } | undefined,
): Doer {
  if (id.startsWith("operator:") || known?.operator === true) return { kind: "operator" };
  if (known) return { kind: "person", name: known.name };
  if (id === "citizen") return { kind: "citizen" };
  return { kind: id === "seed" || id === "system" ? "portal" : "gone" };
}

/** Looks up who is meant by ids, as towns may know it. */
export async function readDoers(
  sql: Sql,
  ids: readonly (string | null)[],
): Promise<(id: string) => Doer> {
  const actors = await listActors(sql, [...new Set(ids.filter((id) => id !== null))]);
  return (id) =>
    doerOf(
      id,
      actors.find((one) => one.id === id),
    );
}
