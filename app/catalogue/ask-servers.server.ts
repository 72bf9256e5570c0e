import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { highestOf, type AssuranceLevel } from "../domain/assurance.ts";
import type { Mailbox, MailboxOwner, ReadinessFacts } from "../domain/readiness-facts.ts";
import { askMailDomain } from "../platform/mail-domain.server.ts";
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
  addresses: readonly { readonly owner: MailboxOwner; readonly address: string }[],
): Promise<readonly Mailbox[]> {
  return Promise.all(
    addresses.map(async ({ owner, address }) => {
      const domain = address.slice(address.lastIndexOf("@") + 1);
      const answer = z.email().safeParse(address).success
        ? await askMailDomain(domain)
        : "malformed";
      return { owner, address, answer };
    }),
  );
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
