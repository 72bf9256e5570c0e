import * as client from "openid-client";

/**
 * Why somebody is not signed in. `cancelled`: they turned back, or may not; `unavailable`: the provider does not answer;
 * `expired`: the code was used before, or is too old; `clock`: the times in its answer do not fit ours; `invalid`: the answer
 * is not what was asked for.
 */
export type ProviderTrouble = "cancelled" | "unavailable" | "expired" | "clock" | "invalid";

/** Answers of a provider by which somebody turned back, or was turned away. */
const cancellations = new Set([
  "access_denied",
  "login_required",
  "consent_required",
  "interaction_required",
  "account_selection_required",
]);

/** What an error of the library means, and its code for the log, which names nobody. */
export function troubleOf(error: unknown): {
  readonly kind: ProviderTrouble;
  readonly code: string;
} {
  if (error instanceof client.AuthorizationResponseError)
    return { kind: ofAuthorization(error.error), code: knownCode(error.error) };
  if (error instanceof client.ResponseBodyError) {
    const kind =
      error.status >= 500 ? "unavailable" : error.error === "invalid_grant" ? "expired" : "invalid";
    return { kind, code: knownCode(error.error) };
  }
  if (error instanceof client.ClientError || error instanceof client.WWWAuthenticateChallengeError)
    return { kind: ofClient(error), code: error.code ?? error.name };
  if (error instanceof TypeError && error.message === "fetch failed")
    return { kind: "unavailable", code: "fetch failed" };
  throw error;
}

function ofAuthorization(code: string): ProviderTrouble {
  if (cancellations.has(code)) return "cancelled";
  return code === "temporarily_unavailable" || code === "server_error" ? "unavailable" : "invalid";
}

function ofClient(error: client.ClientError | client.WWWAuthenticateChallengeError) {
  if (error.code === "OAUTH_TIMEOUT") return "unavailable";
  if (error.code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return "clock";
  const { cause } = error;
  if (cause instanceof Response && (cause.status >= 500 || cause.status === 404))
    return "unavailable";
  if (cause instanceof TypeError && cause.message === "fetch failed") return "unavailable";
  return "invalid";
}

/** Codes are words of the protocol; anything else in their place is not written down. */
function knownCode(code: string): string {
  return /^[a-z_]{1,40}$/.test(code) ? code : "unknown";
}
