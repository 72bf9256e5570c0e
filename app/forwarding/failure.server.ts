import { UnreachableHostError } from "../platform/reach.server.ts";
import { LeaseLostError, type ForwardingResult } from "./adapter.server.ts";

type Failure = Extract<ForwardingResult, { kind: "retry" | "rejected" }>;

/** The receiver does not want what it was asked for, or cannot. Its words are ours: nothing of what was sent. */
export class ReceiverError extends Error {
  override readonly name = "ReceiverError";
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.reason);
    this.failure = failure;
  }
}

/** `ReceiverError` for trouble that may pass. */
export function retry(reason: string, more: { alone?: true; afterSeconds?: number } = {}) {
  return new ReceiverError({ kind: "retry", reason, ...more });
}

/** What comes of the work, with all trouble as a value. Throws `LeaseLostError` alone. */
export async function withoutThrowing(
  signal: AbortSignal,
  work: () => Promise<ForwardingResult>,
): Promise<ForwardingResult> {
  try {
    return await abortable(signal, work());
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    return failureOf(error, signal);
  }
}

/** The same trouble in the words of a check. */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (error instanceof ReceiverError) return error.failure;
  if (signal.aborted) return { kind: "retry", reason: "no answer in time" };
  if (error instanceof UnreachableHostError) return { kind: "retry", reason: error.message };
  if (isBug(error)) return unexpected(error);
  return { kind: "retry", reason: `cannot be reached (${codeOf(error)})` };
}

/** For what no adapter expects: a mistake of ours, or data that nobody thought of. The destination is not to blame. */
export function unexpected(error: unknown): Failure {
  if (error instanceof Error && ["AbortError", "TimeoutError"].includes(error.name))
    return { kind: "retry", reason: "no answer in time" };
  return { kind: "retry", reason: `failed unexpectedly (${codeOf(error)})`, alone: true };
}

/** Whether it says that a program is wrong rather than a network; `fetch` has a reason of the network beneath its `TypeError`. */
function isBug(error: unknown): boolean {
  if (!(error instanceof Error) || (error.name === "TypeError" && error.cause instanceof Error))
    return false;
  return (
    [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind) ||
    error.name.includes("Zod")
  );
}

/** Messages of libraries can hold what was sent: only codes and names of errors go on. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  for (const one of [error, error.cause]) {
    if (!(one instanceof Error) || !("code" in one)) continue;
    if (typeof one.code === "string" || typeof one.code === "number") return String(one.code);
  }
  return error.name;
}

/** Does not wait any longer than the signal allows, whatever the work makes of it. */
export async function abortable<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  // Whoever loses the race must not end the process.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
