import { Resolver } from "node:dns/promises";
import { domainToASCII } from "node:url";

/** `unknown`: nobody could be asked, e.g. in a network without a way out. */
export type MailDomain = "takes" | "takesNot" | "unknown";

/** What a resolver is asked, each in vain where there is nothing of the kind. */
export type MailResolver = Pick<Resolver, "resolveMx" | "resolve4" | "resolve6">;

/** Says that there is no such name, or nothing of that kind under it. */
const nothing = new Set(["ENOTFOUND", "ENODATA"]);
/** Names that nobody can have (RFC 6761). */
const nobody = /(^|\.)(invalid|test|example|localhost)$/i;

/**
 * Whether mail to a domain can arrive at all: it names a server for it, or is a host itself (RFC 5321, 5.1), and does not say that it takes
 * none (RFC 7505). Within a second or two.
 */
export async function askMailDomain(
  domain: string,
  resolver: MailResolver = new Resolver({ timeout: 1000, tries: 1 }),
): Promise<MailDomain> {
  const name = domainToASCII(domain);
  if (name === "" || nobody.test(name)) return "takesNot";
  try {
    const servers = await orNone(resolver.resolveMx(name));
    if (servers.length > 0)
      return servers.some(({ exchange }) => exchange !== "") ? "takes" : "takesNot";
    const hosts = [
      ...(await orNone(resolver.resolve4(name))),
      ...(await orNone(resolver.resolve6(name))),
    ];
    return hosts.length > 0 ? "takes" : "takesNot";
  } catch {
    return "unknown";
  }
}

async function orNone<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && "code" in error && nothing.has(String(error.code))) return [];
    throw error;
  }
}
