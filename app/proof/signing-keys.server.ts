import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from "jose";
import { withMunicipality } from "#db/connect.ts";
import {
  insertSigningKey,
  listPublicKeys,
  listSigningKeys,
  type SigningKeyRow,
} from "#db/queries/signing-keys.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { unwrapKey, wrapKey } from "../platform/crypto.server.ts";
import type { Signer } from "./jws.ts";
import { publicKeySchema, type PublicKey } from "./statement.ts";

type KeyParts = Pick<Portal, "database" | "config" | "clock">;

/** The newest key of a municipality, made when first needed. Ask for it before a transaction, not within. */
export async function signerOf(portal: Portal, ars: string): Promise<Signer> {
  const known = portal.signers.get(ars);
  if (known !== undefined) return known;
  const loading = loadSigner(portal, ars);
  portal.signers.set(ars, loading);
  try {
    return await loading;
  } catch (error) {
    portal.signers.delete(ars);
    throw error;
  }
}

/**
 * Gives a municipality a new key. What the old ones signed stays valid: their public parts stay published. Processes that
 * run go on signing with the old one until they are started anew.
 */
export async function rotateSigningKey(parts: KeyParts, ars: string): Promise<string> {
  const row = await newKeyRow(parts, ars);
  await withMunicipality(parts.database, ars, (sql) =>
    insertSigningKey(sql, row, { first: false }),
  );
  return row.kid;
}

/** Every key that ever signed, of all municipalities. */
export async function loadPublicKeys({ database }: Pick<Portal, "database">): Promise<PublicKey[]> {
  const rows = await withMunicipality(database, "*", (sql) => listPublicKeys(sql));
  return rows.map(({ publicJwk }) => publicKeySchema.parse(publicJwk));
}

async function loadSigner(parts: KeyParts, ars: string): Promise<Signer> {
  const list = () => withMunicipality(parts.database, ars, (sql) => listSigningKeys(sql, ars));
  let rows = await list();
  if (rows.length === 0) {
    const row = await newKeyRow(parts, ars);
    await withMunicipality(parts.database, ars, (sql) =>
      insertSigningKey(sql, row, { first: true }),
    );
    rows = await list();
  }
  const newest = rows.at(-1);
  if (!newest) throw new Error(`${ars} has no key to sign with`);
  const wrapped = unwrapKey(parts.config.masterKey, newest.wrapped, contextOf(newest.kid));
  const key = await importJWK(JSON.parse(wrapped.toString()) as object, "Ed25519");
  if (key instanceof Uint8Array) throw new Error("not a key of a pair");
  return { kid: newest.kid, key };
}

async function newKeyRow({ config, clock }: KeyParts, ars: string): Promise<SigningKeyRow> {
  const pair = await generateKeyPair("Ed25519", { extractable: true });
  const { kty = "", crv = "", x = "" } = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  const secret = Buffer.from(JSON.stringify(await exportJWK(pair.privateKey)));
  return {
    ars,
    kid,
    publicJwk: { kty, crv, x, alg: "Ed25519", use: "sig", kid, ars },
    wrapped: wrapKey(config.masterKey, secret, contextOf(kid)),
    createdAt: clock(),
  };
}

function contextOf(kid: string): string {
  return `signing:${kid}`;
}
