import { inTransaction } from "#db/connect.ts";
import { findAccountByLogin, insertAccount, insertRole } from "#db/queries/accounts.ts";
import type { RoleRow } from "#db/queries/accounts.ts";
import { randomId } from "../platform/crypto.server.ts";
import { hashPassword, minimumPasswordLength } from "./password.server.ts";
import type { IdentityParts } from "./identity-parts.ts";

export interface NewStaff {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  /** `ars` is null for the operator and only there. */
  readonly roles: readonly RoleRow[];
}

export type CreateStaffOutcome =
  | { readonly outcome: "created"; readonly accountId: string }
  | { readonly outcome: "loginTaken" }
  | { readonly outcome: "passwordTooShort"; readonly minimum: number };

/** Makes an account with its roles. Throws if a role and its municipality do not fit together. */
export async function createStaff(
  { database, clock }: IdentityParts,
  staff: NewStaff,
): Promise<CreateStaffOutcome> {
  for (const { role, ars } of staff.roles) {
    if ((role === "operator") !== (ars === null))
      throw new Error(`the role ${role} ${ars === null ? "needs a" : "has no"} municipality`);
  }
  if ([...staff.password].length < minimumPasswordLength)
    return { outcome: "passwordTooShort", minimum: minimumPasswordLength };
  const passwordHash = await hashPassword(staff.password);
  const login = staff.login.trim();
  return inTransaction(database, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext(${`login:${login.toLowerCase()}`}))`;
    if ((await findAccountByLogin(tx, login)) !== undefined) return { outcome: "loginTaken" };
    const id = randomId();
    const { name } = staff;
    const createdAt = clock();
    await insertAccount(tx, { id, login, name, passwordHash, createdAt, disabledAt: null });
    for (const role of staff.roles) await insertRole(tx, id, role);
    return { outcome: "created", accountId: id };
  });
}
