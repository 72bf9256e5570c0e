import type { X509Certificate } from "node:crypto";
import { judgeByList, listAddresses } from "./revocation-list.server.ts";
import { unknown, type Standing } from "./standing.ts";
import { askForStatus, judgeByAnswer, statusAddresses } from "./status-answer.server.ts";

/** `fetch` to the outside, which ends by itself. */
export type Ask = (url: string, init?: RequestInit) => Promise<Response>;

/** Bytes of the longest list that is read. */
const longest = 20 * 1024 * 1024;
/** Milliseconds: so long nobody is asked again about the same, whatever an answer is good for, and after none. */
const kept = { answered: 3_600_000, unanswered: 60_000 };
const most = 1000;

/** By certificate. */
const known = new Map<string, { readonly standing: Standing; readonly until: number }>();

/**
 * Asks the issuer of a certificate whether it has taken it back: by OCSP, and where that tells nothing, by its lists. Nothing is
 * thrown. `unknown` also where a certificate does not say whom to ask.
 */
export async function askIssuer(
  certificate: X509Certificate,
  issuer: X509Certificate,
  ask: Ask,
  now: Date,
): Promise<Standing> {
  const at = now.getTime();
  const found = known.get(certificate.fingerprint256);
  if (found && found.until > at) return found.standing;
  const standing = await askAnew(certificate, issuer, ask, now);
  const until =
    standing.kind === "unknown"
      ? at + kept.unanswered
      : Math.min(at + kept.answered, standing.until.getTime());
  if (known.size >= most) known.clear();
  known.set(certificate.fingerprint256, { standing, until });
  return standing;
}

async function askAnew(
  certificate: X509Certificate,
  issuer: X509Certificate,
  ask: Ask,
  now: Date,
): Promise<Standing> {
  const reasons: string[] = [];
  const attempts = [
    ...statusAddresses(certificate).map((address) => async () => {
      const { id, body } = await askForStatus(certificate, issuer);
      const headers = { "Content-Type": "application/ocsp-request" };
      const content = await load(ask(address, { method: "POST", headers, body }));
      return judgeByAnswer(content, id, issuer, now);
    }),
    ...listAddresses(certificate).map((address) => async () => {
      const content = await load(ask(address));
      return judgeByList(content, address, certificate, issuer, now);
    }),
  ];
  for (const attempt of attempts) {
    const standing = await attempt().catch((error: unknown) =>
      unknown(error instanceof Error ? error.message : "failed"),
    );
    if (standing.kind !== "unknown") return standing;
    reasons.push(standing.reason);
  }
  return unknown(reasons.join("; ") || "it does not say whom to ask");
}

/** Throws where there is no answer, or one that is too long. */
async function load(asked: Promise<Response>): Promise<Buffer> {
  const response = await asked;
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`answered with ${String(response.status)}`);
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    size += piece.value.length;
    if (size > longest) throw new Error("too long an answer");
    pieces.push(piece.value);
  }
  return Buffer.concat(pieces);
}
