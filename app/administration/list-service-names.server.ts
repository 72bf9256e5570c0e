import { query } from "#db/connect.ts";
import { listServiceNames as listNames } from "#db/queries/catalogue.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { nameOrder, pickText, type Language } from "../domain/text.ts";
import { can, type Actor } from "../identity/permissions.ts";

export interface NamedService {
  readonly id: string;
  readonly name: { readonly text: string; readonly language: Language };
  readonly online: boolean;
}

/** All services of the portal by name, as they stand for a municipality; undefined where the person has no business there. */
export async function listServiceNames(
  portal: Portal,
  actor: Actor,
  ars: string,
  language: Language,
): Promise<readonly NamedService[] | undefined> {
  if (!can(actor, "offering.read", ars)) return undefined;
  const rows = await query(portal.database, (sql) => listNames(sql, ars));
  const compare = nameOrder(language);
  return rows
    .map(({ serviceId, name, enabled }) => ({
      id: serviceId,
      name: pickText(name, language),
      online: enabled,
    }))
    .sort((left, right) => compare(left.name.text, right.name.text));
}
