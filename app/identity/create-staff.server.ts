import { inTransaction, type Sql } from "#db/connect.ts";
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

/** An account with its password hashed already. */
export interface StaffAccount extends Omit<NewStaff, "password"> {
  readonly passwordHash: string;
}

/** Writes an account with its roles; undefined if the login is taken. */
export async function insertStaff(
  tx: Sql,
  { login: typed, name, passwordHash, roles }: StaffAccount,
  createdAt: Date,
): Promise<string | undefined> {
  const login = typed.trim();
  await tx`select pg_advisory_xact_lock(hashtext(${`login:${login.toLowerCase()}`}))`;
  if ((await findAccountByLogin(tx, login)) !== undefined) return undefined;
  const id = randomId();
  await insertAccount(tx, { id, login, name, passwordHash, createdAt, disabledAt: null });
  for (const role of roles) await insertRole(tx, id, role);
  return id;
}

/** Whether a password is long enough, in code points. */
export function isLongEnough(password: string): boolean {
  return Array.from(password).length >= minimumPasswordLength;
}

/** Makes an account with its roles. Throws if a role and its municipality do not fit together. */
export async function createStaff(
  { database, clock }: IdentityParts,
  staff: NewStaff,
): Promise<CreateStaffOutcome> {
  for (const { role, ars } of staff.roles) {
    if ((role === "operator") !== (ars === null))
      throw new Error(`the role ${role} ${ars === null ? "needs a" : "has no"} municipality`);
  }
  if (!isLongEnough(staff.password))
    return { outcome: "passwordTooShort", minimum: minimumPasswordLength };
  const passwordHash = await hashPassword(staff.password);
  return inTransaction(database, async (tx) => {
    const accountId = await insertStaff(tx, { ...staff, passwordHash }, clock());
    return accountId === undefined ? { outcome: "loginTaken" } : { outcome: "created", accountId };
  });
}
