import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findCatalogueRow } from "#db/queries/catalogue.ts";
import { knownAreas, setOwnRule } from "#db/queries/responsibility.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { can, type Actor } from "../identity/permissions.ts";

/**
 * `unknown`: no such municipality for this person, or no such service. `noKey`: the service has no LeiKa key, by which rules
 * are told apart. `noAuthority`: the ARS is that of nobody.
 */
export type SetResponsible = { readonly kind: "saved" | "unknown" | "noKey" | "noAuthority" };

/**
 * Says that another authority (ARS; a district has five digits) is responsible for a service in one's own municipality, or
 * with one's own ARS that it is oneself.
 */
export async function setResponsible(
  portal: Portal,
  actor: Actor,
  said: { readonly ars: string; readonly serviceId: string; readonly responsible: string },
): Promise<SetResponsible> {
  const { ars, serviceId } = said;
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const given = said.responsible.replace(/\s/g, "");
  if (!/^(\d{5}|\d{12})$/.test(given)) return { kind: "noAuthority" };
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql): Promise<SetResponsible> => {
    const row = await findCatalogueRow(sql, ars, serviceId);
    if (!row) return { kind: "unknown" };
    if (row.keys.length === 0) return { kind: "noKey" };
    const known = await knownAreas(sql, [given.replace(/0{7}$/, "")]);
    if (known.size === 0) return { kind: "noAuthority" };
    const responsible = given.padEnd(12, "0");
    for (const { key } of row.keys)
      await setOwnRule(sql, {
        leika: key,
        area: ars,
        responsible,
        name: "",
        url: "",
        updatedAt: at,
      });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "responsibility.changed",
      subject: serviceId,
      details: { responsible },
    });
    return { kind: "saved" };
  });
}
