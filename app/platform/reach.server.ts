import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** A host that may not be reached from here, or is not known. */
export class UnreachableHostError extends Error {
  override readonly name = "UnreachableHostError";
}

/** Loopback, private, link-local, shared, documentation and multicast addresses (RFC 6890). */
const closed = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  closed.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  closed.addSubnet(net, prefix, "ipv6");

/** Whether an address is one of the open internet. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const version = isIP(plain);
  return version !== 0 && !closed.check(plain, version === 4 ? "ipv4" : "ipv6");
}

/**
 * The address behind a host name, to connect to it and no other: whoever sets up a destination must not see into the
 * operator's network. `open`: any address will do. Throws `UnreachableHostError`.
 */
export async function reach(host: string, open: boolean): Promise<string> {
  const name = host.replace(/^\[|\]$/g, "");
  const found = await lookup(name, { all: true }).catch(() => []);
  const [first] = found;
  if (!first) throw new UnreachableHostError(`there is no host ${name}`);
  // All of them: whoever resolves the name again may get another.
  if (!open && !found.every(({ address }) => isPublicAddress(address)))
    throw new UnreachableHostError(`${name} lies in a network that may not be reached from here`);
  return first.address;
}
