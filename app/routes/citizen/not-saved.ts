import { isRouteErrorResponse } from "@remix-run/react";
import type { RawInput } from "#app/domain/page-form.ts";

/** A post that came to nothing, and is to be sent once more. */
export interface NotSaved {
  readonly kind: "notSaved";
  readonly reason: "unavailable" | "tooLarge" | "failed";
  /** What was posted. */
  readonly raw: RawInput;
  /** Whether files were among it, which cannot be given back. */
  readonly files: boolean;
}

/** Bytes that the server takes at once (see `bodyLimits` of the HTTP floor); it hangs up on more. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Why a post failed, as far as a browser can tell. Redirects, and answers that no further try would change, are
 * thrown on.
 */
export async function notSavedBecause(thrown: unknown, sent: Request): Promise<NotSaved> {
  if (thrown instanceof Response) throw thrown;
  const status = isRouteErrorResponse(thrown) ? thrown.status : 0;
  if (status >= 400 && status < 500 && status !== 413) throw thrown;
  const tooLarge = status === 413 || (await filesIn(sent)) > mostBytes;
  const reason = status === 503 ? "unavailable" : tooLarge ? "tooLarge" : "failed";
  return { kind: "notSaved", reason, raw: {}, files: false };
}

/** Bytes of all files in a form. */
async function filesIn(request: Request): Promise<number> {
  const form = await request.formData();
  return [...form.values()].reduce(
    (sum, value) => sum + (typeof value === "string" ? 0 : value.size),
    0,
  );
}
