import { query, withMunicipality } from "#db/connect.ts";
import { countEvent, resetEvents, type RateLimit } from "#db/queries/rate-limits.ts";
import { deleteResumeLink, findResumeLink } from "#db/queries/resume-links.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { DecryptionError, open as openSealed, sha256 } from "../platform/crypto.server.ts";
import { readTicket, type DraftTicket } from "./draft.server.ts";
import { passLimit, type HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";
import { linkId, linkKey, readCode } from "./resume-secrets.server.ts";

export type ResumeOutcome =
  | {
      readonly kind: "opened";
      readonly municipality: string;
      readonly service: string;
      readonly ticket: DraftTicket;
    }
  /** The code is wrong, or there is no such link: nobody can tell which. */
  | { readonly kind: "wrong" }
  /** Too many tries; come back in so many seconds. */
  | { readonly kind: "limited"; readonly retryAfter: number }
  /** Too many wrong codes in all: no code opens this link any more. */
  | { readonly kind: "spent" }
  | HeldUp;

const quarter = 15 * 60;
/** From one address, behind which a whole library may sit. */
const perAddress = { limit: 60, windowSeconds: quarter };
/** Wrong codes for one link, whether it exists or not: for a while, and in all of a draft's life. */
export const perLink = { limit: 5, windowSeconds: quarter };
const inAll = { limit: 15, windowSeconds: 30 * 86_400 };

/** Opens a link with its code. What it answers, and how long it takes, does not tell whether there is such a link. */
export async function openResumeLink(
  portal: Portal,
  attempt: {
    readonly token: string;
    readonly code: string;
    readonly address: string;
    readonly sender?: Sender;
  },
): Promise<ResumeOutcome> {
  const { token } = attempt;
  const id = linkId(token);
  const rates = {
    address: { key: `resume:address:${sha256(attempt.address)}`, ...perAddress },
    link: { key: `resume:link:${id}`, ...perLink },
    inAll: { key: `resume:in-all:${id}`, ...inAll },
  };
  const { sender } = attempt;
  const held = sender && (await passLimit(portal, rates.address, sender.pass));
  if (held) return held;
  // Wrong codes for one link are another matter: no work and no patience gets past that.
  const wait =
    (sender ? undefined : await waitFor(portal, rates.address)) ??
    (await waitFor(portal, rates.link));
  if (wait !== undefined) return { kind: "limited", retryAfter: wait };
  if ((await waitFor(portal, rates.inAll)) !== undefined) {
    await withMunicipality(portal.database, "*", (sql) => deleteResumeLink(sql, id));
    return { kind: "spent" };
  }
  const key = await linkKey({ token, code: readCode(attempt.code) });
  const found = await withMunicipality(portal.database, "*", (sql) =>
    findResumeLink(sql, id, portal.clock()),
  );
  const ticket = found && unseal(key, found.sealed, id);
  if (!ticket) return { kind: "wrong" };
  for (const rate of [rates.link, rates.inAll])
    await query(portal.database, (sql) => resetEvents(sql, rate.key));
  if (sender && !found.test) {
    const { ars, serviceId, serviceVersion } = found;
    const { language } = sender;
    portal.figures.count({ ars, serviceId, serviceVersion, language }, "resumed");
  }
  return { kind: "opened", municipality: found.slug, service: found.serviceId, ticket };
}

/** Counts a try; seconds to wait where too many came before. */
async function waitFor({ database, clock }: Portal, rate: RateLimit): Promise<number | undefined> {
  const counted = await query(database, (sql) => countEvent(sql, rate, clock()));
  return counted.outcome === "limited" ? counted.retryAfter : undefined;
}

function unseal(key: Buffer, sealed: Buffer, id: string): DraftTicket | undefined {
  try {
    return readTicket(openSealed(key, sealed, `resume-link:${id}`).toString());
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}
