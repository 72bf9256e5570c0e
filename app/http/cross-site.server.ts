const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that changes something was caused by another site (CSRF). Browsers say so themselves, hence no token
 * in the form, and any number of tabs. See docs/decisions/2026-11-24-csrf.md.
 */
export function isCrossSite(method: string, headers: Headers, ownOrigin: string): boolean {
  if (safeMethods.has(method)) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  return origin !== null && origin !== ownOrigin;
}
