import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { confirmMailbox, findMailboxByToken, noteMailboxLink } from "#db/queries/mailboxes.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { countEventInAll } from "#db/queries/rate-limits.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { readReadiness } from "../catalogue/readiness.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { OfferingKey } from "../domain/revision.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { mailboxPost } from "../notification/mailbox-mail.server.ts";
import { randomId, sha256 } from "../platform/crypto.server.ts";

/** How the mail is worded, and where its link leads: to the portal's `origin`, without trailing slash. */
export interface MailboxManner {
  readonly language: StaffLanguage;
  readonly origin: string;
}

export type AskedMailbox =
  /** `noServer`: the portal sends no mails. */
  | { readonly kind: "sent" | "unknown" | "noServer" }
  | { readonly kind: "limited"; readonly retryAfter: number };

const linkDays = 7;
const perSender = { limit: 50, windowSeconds: 3600 };
/** Nobody's mailbox is to be filled. */
const perRecipient = { limit: 5, windowSeconds: 24 * 3600 };

/** Whether somebody may have links sent to the addresses of a municipality. */
export function mayAskMailboxes(
  portal: Pick<Portal, "mailer">,
  actor: Actor,
  ars: string,
): boolean {
  return portal.mailer !== undefined && can(actor, "offering.change", ars);
}

/**
 * Sends a link to an address that the municipality has named; whoever reads mail there confirms it. `unknown`, too, where it has named
 * no such address.
 */
export async function askMailbox(
  portal: Portal,
  actor: Actor,
  { key, address }: { readonly key: OfferingKey; readonly address: string },
  { language, origin }: MailboxManner,
): Promise<AskedMailbox> {
  const { ars } = key;
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const at = portal.clock();
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  const stored = await withMunicipality(portal.database, ars, (sql) => readReadiness(sql, key, at));
  const wanted = address.toLowerCase();
  const named = stored?.addresses.find((one) => one.address.toLowerCase() === wanted);
  if (!municipality || !named || !isEmail(named.address)) return { kind: "unknown" };
  const post = await mailboxPost(portal, municipality, language);
  if (!post) return { kind: "noServer" };
  const limited = await query(portal.database, (sql) =>
    countEventInAll(
      sql,
      [
        { key: `mailbox:by:${actor.accountId}`, ...perSender },
        { key: `mailbox:to:${sha256(wanted)}`, ...perRecipient },
      ],
      at,
    ),
  );
  if (limited !== undefined) return { kind: "limited", retryAfter: limited };
  const token = randomId(32);
  const expiresAt = new Date(at.getTime() + linkDays * 86_400_000);
  return withMunicipality(portal.database, ars, async (sql) => {
    const tokenHash = sha256(token);
    await noteMailboxLink(sql, { ars, address: wanted, tokenHash, sentAt: at, expiresAt });
    await post(sql, { to: named.address, expiresAt, link: origin + mailboxPath(token) });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "mailbox.asked",
      subject: ars,
      details: { address: named.address },
    });
    return { kind: "sent" };
  });
}

/** The part of the address that stands in the mail. */
function mailboxPath(token: string): string {
  return `/postfach/${token}`;
}

/** What a link leads to. */
export type FoundMailbox =
  /** `unknown`, too, where a newer link has been sent. */
  | { readonly kind: "unknown" | "expired" }
  | {
      readonly kind: "open" | "confirmed";
      readonly municipality: Municipality;
      readonly address: string;
    };

/** Looking confirms nothing: programs that check mails for dangers follow links. */
export async function findMailbox(
  { database, clock }: Pick<Portal, "database" | "clock">,
  token: string,
): Promise<FoundMailbox> {
  if (!/^[\w-]{43}$/.test(token)) return { kind: "unknown" };
  return withMunicipality(database, "*", async (sql) => {
    const row = await findMailboxByToken(sql, sha256(token));
    const municipality = row && (await findMunicipality(sql, row.ars));
    if (!municipality) return { kind: "unknown" };
    const { address, confirmedAt, expiresAt } = row;
    if (confirmedAt !== null) return { kind: "confirmed", municipality, address };
    return expiresAt <= clock() ? { kind: "expired" } : { kind: "open", municipality, address };
  });
}

/** Confirms the address that a link was sent to; what it leads to from now on. */
export async function confirmMailboxLink(
  portal: Pick<Portal, "database" | "clock">,
  token: string,
): Promise<FoundMailbox> {
  const found = await findMailbox(portal, token);
  if (found.kind !== "open") return found;
  const { municipality, address } = found;
  const { ars } = municipality;
  const at = portal.clock();
  await withMunicipality(portal.database, ars, async (sql) => {
    if (!(await confirmMailbox(sql, sha256(token), at))) return;
    const entry = { at, ars, subject: ars, details: { address } };
    await insertAuditEntry(sql, { ...entry, actor: "system", action: "mailbox.confirmed" });
  });
  return findMailbox(portal, token);
}
