/**
 * Top-level domains of the European Economic Area. A name ending in one of them says where somebody registered it, not where data
 * lie; anything else is to be looked at in any case.
 */
const european = new Set(
  "eu at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se no is li".split(
    " ",
  ),
);

/** Whether a host lies outside of what is surely the European Economic Area: `check` where a person has to look. */
export type Region = "inside" | "check";

/** Where a destination lies, by what its options say of its address. FIT-Connect is run by Germany's Länder. */
export function regionOf(adapter: string, options: unknown): Region {
  if (adapter === "fit-connect" || adapter === "download-only") return "inside";
  const host = hostIn(options);
  if (host === undefined) return "check";
  if (host === "localhost" || isPrivateAddress(host)) return "inside";
  return european.has(host.split(".").at(-1) ?? "") ? "inside" : "check";
}

/** Host of an address, of a mail box or of a server. */
export function hostIn(options: unknown): string | undefined {
  if (typeof options !== "object" || options === null) return undefined;
  const { endpoint, url, host, to } = options as Readonly<Record<string, unknown>>;
  for (const address of [endpoint, url]) {
    if (typeof address === "string" && URL.canParse(address)) return new URL(address).hostname;
  }
  if (typeof host === "string" && host !== "") return host.toLowerCase();
  return typeof to === "string" && to.includes("@")
    ? to.slice(to.lastIndexOf("@") + 1).toLowerCase()
    : undefined;
}

function isPrivateAddress(host: string): boolean {
  return /^(10|127)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^\[?::1\]?$|^\[?f[cd]/i.test(host);
}
