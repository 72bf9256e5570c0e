import { fetchOutside } from "../platform/fetch-outside.server.ts";
import { UnreachableHostError } from "../platform/reach.server.ts";

/** An answer, or why there is none. */
export type Answer =
  | { readonly ok: true; readonly status: number; readonly json: unknown }
  | { readonly ok: false; readonly reason: string };

/** Nobody waits longer in front of a page. */
const patienceMs = 10_000;
/** More than any answer has. */
const mostBytes = 256 * 1024;

/**
 * Asks a server that a municipality has named. `open`: it may lie in a private network and speak without TLS. The reason holds
 * nothing of the request.
 */
export async function ask(url: string, init: RequestInit, open: boolean): Promise<Answer> {
  const { protocol } = new URL(url);
  if (protocol !== "https:" && !open) return { ok: false, reason: "not https" };
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetchOutside(url, { ...init, signal }, open);
    const text = await textOf(response);
    return { ok: true, status: response.status, json: jsonOf(text) };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    size += piece.value.length;
    if (size > mostBytes) throw new Error("too long an answer");
    pieces.push(piece.value);
  }
  return Buffer.concat(pieces).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreachableHostError) return error.message;
  if (!(error instanceof Error)) return "failed";
  const { cause } = error;
  const code: unknown = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : error.name;
}
