/** Why a host cannot be a municipality's own. */
export type HostProblem = "invalid" | "portal";

/**
 * Reads the name of a host as people write it, also with `https://` in front or with umlauts, and gives it back as DNS knows it:
 * `antrag.musterstadt.de`. `portalHost`: the portal's own, if known.
 */
export function readHost(
  typed: string,
  portalHost: string | undefined,
): { readonly host: string } | { readonly problem: HostProblem } {
  const text = typed
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/$/, "");
  if (/[/?#@:\s\\]/.test(text) || !URL.canParse(`https://${text}`)) return { problem: "invalid" };
  const host = new URL(`https://${text}`).hostname.replace(/\.$/, "");
  if (!isName(host)) return { problem: "invalid" };
  return host === portalHost ? { problem: "portal" } : { host };
}

/** A name below a domain, not an address in numbers, and none that means one's own machine. */
function isName(host: string): boolean {
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return (
    host.length <= 253 &&
    new RegExp(`^(?:${label}\\.)+(?=.*[a-z])${label}$`).test(host) &&
    !/(^|\.)localhost$|^[\d.]+$/.test(host)
  );
}
