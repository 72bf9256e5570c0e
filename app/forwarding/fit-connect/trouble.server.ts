import { untrustedMark } from "../../domain/forwarding.ts";
import type { ForwardingProblem, ForwardingResult } from "../adapter.server.ts";
import type { ApiProblem } from "./wire.server.ts";

/** The service answered with an error (documentation: status-and-error-codes). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly problem: ApiProblem | undefined;
  constructor(status: number, what: string, problem?: ApiProblem) {
    super(`${what}: ${String(status)}${problem ? ` ${problem.title}` : ""}`);
    this.status = status;
    this.problem = problem;
  }
  /** Whether the last part of the problem's type is that. */
  is(slug: string): boolean {
    return this.problem?.type.endsWith(`/${slug}`) === true;
  }
}

/** Too many requests: not before so many seconds (getting-started/rate-limiting). */
export class RateLimitedError extends Error {
  override readonly name = "RateLimitedError";
  readonly seconds: number;
  constructor(seconds: number) {
    super(`the delivery service wants to be left alone for ${String(seconds)} seconds`);
    this.seconds = seconds;
  }
}

/** Something at the destination or in its set-up is not as it must be; somebody has to mend it. */
export class UnfitError extends Error {
  override readonly name = "UnfitError";
  /** Whether it concerns one delivery alone or all that go there. */
  readonly concerns: "delivery" | "destination";
  constructor(message: string, concerns: UnfitError["concerns"] = "delivery") {
    super(message);
    this.concerns = concerns;
  }
}

/** An event log that cannot be trusted: nothing follows from it. */
export class UntrustedLogError extends Error {
  override readonly name = "UntrustedLogError";
}

const hour = 3600;

/** What trouble means for a delivery; rethrows what is none of FIT-Connect's. */
export function resultOf(error: unknown): ForwardingResult {
  if (error instanceof RateLimitedError)
    return { kind: "retry", reason: error.message, afterSeconds: error.seconds };
  if (error instanceof UntrustedLogError)
    return {
      kind: "retry",
      reason: `${untrustedMark}: ${error.message}`,
      afterSeconds: hour,
      alone: true,
    };
  if (error instanceof UnfitError) {
    const retry = { kind: "retry", reason: error.message } as const;
    return error.concerns === "destination"
      ? { ...retry, afterSeconds: hour / 4 }
      : { ...retry, afterSeconds: hour, alone: true };
  }
  if (!(error instanceof ApiError)) throw error;
  const { status, problem, message: reason } = error;
  if (status >= 500 || status === 408) return { kind: "retry", reason };
  // The client or the destination is not set up (any more): to be mended there, for all deliveries.
  if ([401, 403, 404].includes(status) || error.is("destination-state-invalid"))
    return { kind: "retry", reason, afterSeconds: hour / 4 };
  return { kind: "rejected", reason, ...(problem && { problems: [toProblem(problem)] }) };
}

export function toProblem({ type, title, detail, instance }: ApiProblem): ForwardingProblem {
  return { type, title, detail, instance };
}
