import { sha256Hex } from "./hexadecimal.ts";
import { signText, type Signer } from "./jws.ts";
import { latin1 } from "./proof-file.ts";
import type { Proof } from "./statement.ts";

/** The text that a seal over these hashes signs. */
function sealText(statementSha256: string, fileSha256: string): string {
  return JSON.stringify({ type: "einmal.receipt-pdf", version: 1, statementSha256, fileSha256 });
}

/** Zeros that are as long as the seal that takes their place. */
export async function emptySeal(signer: Signer): Promise<string> {
  const none = "0".repeat(64);
  return "0".repeat((await signText(signer, sealText(none, none))).length);
}

/** Puts the seal into a PDF that was made with `emptySeal` in its proof: no byte can change from then on. */
export async function sealPdf(
  pdf: Uint8Array,
  { statement, pdf: empty = "" }: Proof,
  signer: Signer,
): Promise<Uint8Array> {
  const at = placeOf(pdf, empty);
  if (at === undefined) throw new Error("the PDF has no room for its seal");
  const hashes = await Promise.all([sha256Hex(statement), sha256Hex(pdf)]);
  const seal = new TextEncoder().encode(await signText(signer, sealText(...hashes)));
  if (seal.length !== empty.length) throw new Error("the seal does not fit into its room");
  const sealed = new Uint8Array(pdf);
  sealed.set(seal, at);
  return sealed;
}

/** The hash that the seal of a PDF must name. */
export async function sealedHash(pdf: Uint8Array, seal: string): Promise<string | undefined> {
  const at = placeOf(pdf, seal);
  if (at === undefined) return undefined;
  return sha256Hex(new Uint8Array(pdf).fill("0".charCodeAt(0), at, at + seal.length));
}

function placeOf(pdf: Uint8Array, seal: string): number | undefined {
  const at = latin1(pdf).indexOf(`"pdf":"${seal}"`);
  return at === -1 || seal === "" ? undefined : at + '"pdf":"'.length;
}
