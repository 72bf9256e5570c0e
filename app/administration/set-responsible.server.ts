import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findCatalogueRow } from "#db/queries/catalogue.ts";
import { findResponsible, knownAreas, setOwnRule } from "#db/queries/responsibility.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Authority } from "../domain/responsibility/authority.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { overtaken, type Overtaken, type ShownFacts } from "./seen.server.ts";

/**
 * `unknown`: no such municipality for this person, or no such service. `noKey`: the service has no LeiKa key, by which rules
 * are told apart. `noAuthority`: the ARS is that of nobody.
 */
export type SetResponsible =
  Overtaken | { readonly kind: "saved" | "unknown" | "noKey" | "noAuthority" };

/** What the form shows: who is responsible in place of the municipality, or itself. */
export function shownResponsible(ars: string, authority: Authority | undefined): ShownFacts {
  return { responsible: authority?.ars ?? ars };
}

/**
 * Says that another authority (ARS; a district has five digits) is responsible for a service in one's own municipality, or
 * with one's own ARS that it is oneself. `seen`: what the form had shown.
 */
export async function setResponsible(
  portal: Portal,
  actor: Actor,
  said: { readonly ars: string; readonly serviceId: string; readonly responsible: string },
  seen?: string,
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
    const keys = row.keys.map(({ key }) => key);
    const sent = { seen, typed: { responsible } };
    const other = await overtaken(sql, `responsible ${ars} ${serviceId}`, sent, async () =>
      shownResponsible(ars, (await findResponsible(sql, keys, [ars])).get(ars)),
    );
    if (other) return other;
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
