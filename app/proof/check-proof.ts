import { fromHex, sha256Hex } from "./hexadecimal.ts";
import { readSigned } from "./jws.ts";
import { isIncluded, leafHash } from "./merkle.ts";
import { sealedHash } from "./pdf-seal.ts";
import { findProof } from "./proof-file.ts";
import {
  pdfSealSchema,
  statementSchema,
  treeHeadSchema,
  type Proof,
  type PublicKey,
  type Statement,
} from "./statement.ts";

/**
 * `valid`: an authority that is known here states it. `logged`: and its log holds the statement. `file`: what it was read
 * from is as it was issued; of a statement without its PDF nothing can be said. `tampered`: something was changed.
 * `unknown`: signed by nobody who is known here. `unreadable`: there is no proof in it.
 */
export type Verdict =
  | {
      readonly kind: "valid";
      readonly statement: Statement;
      readonly logged: boolean;
      readonly file: "intact" | "none";
      readonly proof: Proof;
    }
  | { readonly kind: "tampered"; readonly part: "statement" | "log" | "file" }
  | { readonly kind: "unknown" | "unreadable" };

/** Checks whatever somebody has: the PDF, `nachweis.json`, or the statement alone. Needs no network. */
export async function checkProof(bytes: Uint8Array, keys: readonly PublicKey[]): Promise<Verdict> {
  const proof = findProof(bytes);
  if (!proof) return { kind: "unreadable" };
  const signed = await readSigned(proof.statement, statementSchema, keys);
  if (signed.kind === "tampered") return { kind: "tampered", part: "statement" };
  if (signed.kind !== "signed") return { kind: signed.kind };
  const statement = signed.content;
  if (statement.authority.ars !== signed.key.ars) return { kind: "tampered", part: "statement" };
  const isPdf = bytes[0] === 0x25;
  if (isPdf && !(await isIntact(bytes, proof, keys))) return { kind: "tampered", part: "file" };
  const { inclusion } = proof;
  if (inclusion && !(await isLogged(proof.statement, inclusion, signed.key.ars, keys)))
    return { kind: "tampered", part: "log" };
  return {
    kind: "valid",
    statement,
    logged: inclusion !== undefined,
    file: isPdf ? "intact" : "none",
    proof,
  };
}

async function isIntact(
  bytes: Uint8Array,
  { pdf: seal = "", statement }: Proof,
  keys: readonly PublicKey[],
): Promise<boolean> {
  const signed = await readSigned(seal, pdfSealSchema, keys);
  if (signed.kind !== "signed") return false;
  const { statementSha256, fileSha256 } = signed.content;
  return (
    statementSha256 === (await sha256Hex(statement)) &&
    fileSha256 === (await sealedHash(bytes, seal))
  );
}

/** Whether the log of the authority holds a statement, under a head that it signed. */
async function isLogged(
  statement: string,
  { index, size, path, treeHead }: NonNullable<Proof["inclusion"]>,
  ars: string,
  keys: readonly PublicKey[],
): Promise<boolean> {
  const signed = await readSigned(treeHead, treeHeadSchema, keys);
  if (signed.kind !== "signed") return false;
  const head = signed.content;
  if (head.size !== size || head.ars !== ars || signed.key.ars !== ars) return false;
  const leaf = await leafHash(new TextEncoder().encode(statement));
  return isIncluded(leaf, { index, size, path: path.map(fromHex) }, fromHex(head.root));
}
