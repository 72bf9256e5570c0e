import { query, type Sql } from "#db/connect.ts";
import { findAccountByLogin } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { addNewOfferings } from "#db/queries/offerings.ts";
import municipalities from "#db/seed/municipalities.json" with { type: "json" };
import type { DemoAccess } from "../catalogue/portal.server.ts";
import { createStaff } from "../identity/create-staff.server.ts";
import { demoAccounts, demoOfferings, demoTown } from "./demo.ts";
import type { OperatorParts } from "./operator.ts";

/** Adds the demo's offerings that were never there; what somebody switched off stays off. */
export async function seedDemoOfferings(tx: Sql, { clock }: OperatorParts): Promise<void> {
  if ((await findMunicipality(tx, demoTown)) === undefined)
    await addMunicipalities(
      tx,
      municipalities.filter(({ ars }) => ars === demoTown),
    );
  const at = clock();
  const wanted = demoOfferings.flatMap(({ ars, services }) =>
    services.map((serviceId) => ({
      ars,
      serviceId,
      enabled: true,
      updatedAt: at,
      updatedBy: "seed",
    })),
  );
  for (const { ars, serviceId } of await addNewOfferings(tx, wanted))
    await insertAuditEntry(tx, {
      at,
      ars,
      actor: "seed",
      action: "offering.enabled",
      subject: serviceId,
      details: {},
    });
}

/** Makes those demo accounts that are missing. */
export async function seedDemoAccounts(
  parts: OperatorParts,
  { password }: DemoAccess,
): Promise<void> {
  for (const { login, name, role, ars } of demoAccounts) {
    const known = await query(parts.database, (sql) => findAccountByLogin(sql, login));
    if (known === undefined)
      await createStaff(parts, { login, name, password, roles: [{ role, ars }] });
  }
}
