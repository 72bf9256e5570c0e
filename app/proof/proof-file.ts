import { proofSchema, type Proof } from "./statement.ts";

const beginning = '{"type":"einmal.proof"';

/** `nachweis.json`: begins in a way by which it is found within a PDF, too. */
export function writeProof({ type, version, statement, inclusion, pdf }: Proof): string {
  return JSON.stringify({ type, version, statement, inclusion, pdf });
}

/** The proof in what somebody has: the file `nachweis.json`, a PDF that holds it, or the statement alone. */
export function findProof(bytes: Uint8Array): Proof | undefined {
  const text = latin1(bytes);
  if (!text.startsWith("%PDF-")) return readProof(text.trim());
  const at = text.indexOf(beginning);
  // Two of them: nobody could tell which one counts.
  if (at === -1 || text.includes(beginning, at + 1)) return undefined;
  return readProof(text.slice(at, text.indexOf("endstream", at)).trim());
}

function readProof(text: string): Proof | undefined {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text))
    return { type: "einmal.proof", version: 1, statement: text };
  try {
    const read = proofSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Each byte one character: what is looked for is ASCII. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
