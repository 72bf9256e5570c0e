import { isIP } from "node:net";

/**
 * The network address of whoever sends a request, for counting attempts. Behind a trusted proxy the last entry of
 * X-Forwarded-For: that one the proxy itself has added, those before it are hearsay.
 */
export function clientAddress(
  headers: Headers,
  socketAddress: string | undefined,
  trustProxy: boolean,
): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = trustProxy && isIP(forwarded) !== 0 ? forwarded : (socketAddress ?? "unknown");
  // One spelling for IPv4 reached by an IPv6 socket.
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
}
