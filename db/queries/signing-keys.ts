import type { Sql } from "../connect.ts";
import type { signingKeys } from "../schema/proof.ts";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/** Oldest first. */
export async function listSigningKeys(sql: Sql, ars: string): Promise<SigningKeyRow[]> {
  return sql<SigningKeyRow[]>`
    select * from signing_keys where ars = ${ars} order by created_at, kid`;
}

/** The public parts of all keys of all municipalities, which never go. Needs the ARS `"*"`. */
export async function listPublicKeys(
  sql: Sql,
): Promise<Pick<SigningKeyRow, "publicJwk" | "createdAt">[]> {
  return sql<Pick<SigningKeyRow, "publicJwk" | "createdAt">[]>`
    select public_jwk, created_at from signing_keys order by ars, created_at, kid`;
}

/** `first`: only where the municipality has none yet; of several processes that try at once one wins. */
export async function insertSigningKey(
  sql: Sql,
  row: SigningKeyRow,
  { first }: { readonly first: boolean },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`signing-key:${row.ars}`}))`;
  await sql`
    insert into signing_keys (ars, kid, public_jwk, wrapped, created_at)
    select ${row.ars}, ${row.kid}, ${sql.json(row.publicJwk)}::jsonb, ${row.wrapped},
      -- Keys of one moment still come one after the other: the newest signs.
      greatest(${row.createdAt}::timestamptz, (
        select max(created_at) + interval '1 millisecond' from signing_keys where ars = ${row.ars}
      ))
    where not ${first}::boolean or not exists (select from signing_keys where ars = ${row.ars})`;
}
