import type { LookupAddress } from "node:dns";
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

/** How addresses are found and judged; tests bring one that lies. */
export interface Resolver {
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
  readonly isPublic: (address: string) => boolean;
}

const usual: Resolver = {
  resolve: (host) => lookup(host, { all: true }),
  isPublic: isPublicAddress,
};

/**
 * The addresses behind a host name, to connect to one of them and no other: whoever sets up a destination must not see into the
 * operator's network. `open`: any address will do. At least one. Throws `UnreachableHostError`.
 */
export async function addressesOf(
  host: string,
  open: boolean,
  { resolve, isPublic }: Resolver = usual,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  const name = host.replace(/^\[|\]$/g, "");
  const [first, ...others] = await resolve(name).catch(() => []);
  if (!first) throw new UnreachableHostError(`there is no host ${name}`);
  // All of them: it is not ours to choose which one a name stands for.
  if (!open && ![first, ...others].every(({ address }) => isPublic(address)))
    throw new UnreachableHostError(`${name} lies in a network that may not be reached from here`);
  return [first, ...others];
}

/** The address to connect to, for what takes one in place of a name. Throws `UnreachableHostError`. */
export async function reach(host: string, open: boolean): Promise<string> {
  const [{ address }] = await addressesOf(host, open);
  return address;
}
