import { LRUCache } from "lru-cache";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { highestOf, type AssuranceLevel } from "../domain/assurance.ts";
import type { Mailbox, NamedMailbox, OwnHost, ReadinessFacts } from "../domain/readiness-facts.ts";
import { askMailDomain } from "../platform/mail-domain.server.ts";
import { reach } from "../platform/reach.server.ts";
import { lookAtCertificate } from "../platform/server-certificate.server.ts";
import type { Portal } from "./portal.server.ts";

/** Milliseconds after which a server counts as silent. */
const patience = 3000;

/** What the portal around a municipality says of whether something may go online, as far as it can keep it from that. */
export interface Surroundings {
  readonly scanner: ReadinessFacts["scanner"];
  /** How surely the portal's identity provider knows people. */
  readonly given: AssuranceLevel;
}

/** Asked now, at most for three seconds: ask before a transaction, not within. */
export async function askSurroundings({
  config,
  scanner,
}: Pick<Portal, "config" | "scanner">): Promise<Surroundings> {
  return {
    scanner: scanner && (await soon(scanner.version().then((detail) => ({ ok: true, detail })))),
    given: highestOf(config.identityProvider?.levels.values() ?? []),
  };
}

/** Undefined where the portal has no mail server. */
export async function askMailer({
  mailer,
}: Pick<Portal, "mailer">): Promise<ReadinessFacts["mail"]> {
  return mailer && soon(mailer.check());
}

/** Whether what a municipality named as its addresses can be written to, as far as that can be told without writing. */
export async function askMailboxes(
  { mailResolver }: Pick<Portal, "mailResolver">,
  addresses: readonly NamedMailbox[],
): Promise<readonly Mailbox[]> {
  return Promise.all(
    addresses.map(async (named) => {
      const { address } = named;
      const domain = address.slice(address.lastIndexOf("@") + 1);
      const answer = z.email().safeParse(address).success
        ? await askMailDomain(domain, mailResolver)
        : "malformed";
      return { ...named, answer };
    }),
  );
}

/** Milliseconds for which what a host's server showed is taken as it was: whoever mends things looks at the page again and again. */
const hostKept = 60_000;
/** Enough for the towns whose pages are looked at in a minute. */
const hostsSeen = new LRUCache<string, { readonly at: number; readonly seen: Promise<OwnHost> }>({
  max: 500,
});

/**
 * The certificate at a municipality's own host; undefined where it has none. Nothing of the operator's own network is looked at, unless
 * destinations may lie there.
 */
export async function askHost(
  { config, clock }: Pick<Portal, "config" | "clock">,
  name: string | undefined,
): Promise<OwnHost | undefined> {
  if (name === undefined) return undefined;
  const at = clock().getTime();
  const known = hostsSeen.get(name);
  if (known && at - known.at < hostKept) return known.seen;
  const signal = AbortSignal.timeout(patience);
  const look = (host: string) => reach(host, config.privateDestinations);
  const seen = lookAtCertificate(`https://${name}`, look, signal).then(
    ({ ok, detail, until }): OwnHost => ({ name, ok, detail, until }),
  );
  hostsSeen.set(name, { at, seen });
  return seen;
}

async function soon(
  asked: Promise<{ readonly ok: boolean; readonly detail: string }>,
): Promise<{ readonly ok: boolean; readonly detail: string }> {
  const silent = { ok: false, detail: "no answer" };
  const stop = new AbortController();
  const late = pause(patience, silent, { signal: stop.signal, ref: false }).catch(() => silent);
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    stop.abort();
  }
}
