import { query } from "#db/connect.ts";
import { countEvent } from "#db/queries/rate-limits.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { MailMessage } from "../mail/mailer.ts";
import { randomId } from "../platform/crypto.server.ts";
import { loadDraft } from "./make-resume-link.server.ts";
import { passLimit, type HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";
import type { NoJourney, Visit } from "./open-journey.server.ts";

export type MailOutcome =
  | NoJourney
  /** There is no draft, no link, or nothing that sends mails. */
  | { readonly kind: "nothing" }
  | { readonly kind: "sent"; readonly to: string }
  | { readonly kind: "wrongAddress" }
  | { readonly kind: "limited"; readonly retryAfter: number }
  /** The mail server did not take it. */
  | { readonly kind: "failed" }
  | HeldUp;

/** What a mail says. */
export type Letter = Pick<MailMessage, "subject" | "text" | "html" | "language">;

/** Nobody's inbox is to be filled from here. */
const perDraft = { limit: 5, windowSeconds: 3600 };
/** With work or patience in between. */
const inAll = { limit: 20, windowSeconds: 3600 };

/** Mails the link to a draft, never its code. `letter` writes the mail around the link's secret part. */
export async function mailResumeLink(
  portal: Portal,
  visit: Visit,
  typed: string,
  letter: (token: string) => Letter,
  sender?: Pick<Sender, "pass">,
): Promise<MailOutcome> {
  const found = await loadDraft(portal, visit);
  if (found.kind === "nothing") return { kind: "nothing" };
  if (found.kind !== "draft") return found;
  const { link, open } = found;
  if (!link || !portal.mailer) return { kind: "nothing" };
  const to = typed.trim();
  if (!isEmail(to)) return { kind: "wrongAddress" };
  const draft = open.draft?.row.id ?? "";
  const held =
    sender && (await passLimit(portal, { key: `mail:draft:${draft}`, ...perDraft }, sender.pass));
  if (held) return held;
  const rate = { key: `resume:mail:${draft}`, ...(sender ? inAll : perDraft) };
  const counted = await query(portal.database, (sql) => countEvent(sql, rate, portal.clock()));
  if (counted.outcome === "limited") return { kind: "limited", retryAfter: counted.retryAfter };
  // Not through the outbox: the link is a secret half of the key, and waits beside nobody who is not told at once.
  const outcome = await portal.mailer.send({ to, id: randomId(), ...letter(link.token) });
  if (outcome.kind === "sent") return { kind: "sent", to };
  portal.log.warn("resume.mail.failed", { reason: outcome.reason });
  return { kind: "failed" };
}
