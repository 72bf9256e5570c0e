import { query, withMunicipality } from "#db/connect.ts";
import type { Role } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import type { Municipality } from "../domain/municipality.ts";
import { createStaff, type CreateStaffOutcome } from "../identity/create-staff.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  /** ARS, AGS or slug; absent for the operator and only there. */
  readonly municipality: string | undefined;
}

export type CreateAccountOutcome =
  | (Extract<CreateStaffOutcome, { outcome: "created" }> & {
      readonly municipality: Municipality | undefined;
    })
  | Exclude<CreateStaffOutcome, { outcome: "created" }>
  | { readonly outcome: "unknownMunicipality" };

/** Makes an account of the staff with one role. */
export async function createAccount(
  parts: OperatorParts,
  account: NewAccount,
  actor: string,
): Promise<CreateAccountOutcome> {
  const { municipality: key, role, login, name, password } = account;
  const municipality =
    key === undefined
      ? undefined
      : await query(parts.database, (sql) => findMunicipalityByKey(sql, key));
  if (key !== undefined && municipality === undefined) return { outcome: "unknownMunicipality" };
  const ars = municipality?.ars ?? null;
  const created = await createStaff(parts, { login, name, password, roles: [{ role, ars }] });
  if (created.outcome !== "created") return created;
  const at = parts.clock();
  await withMunicipality(parts.database, "*", (tx) =>
    insertAuditEntry(tx, {
      at,
      ars,
      actor,
      action: "staff.created",
      subject: created.accountId,
      details: { role },
    }),
  );
  return { ...created, municipality };
}
