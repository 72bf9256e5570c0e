import { query } from "#db/connect.ts";
import { countEvent } from "#db/queries/rate-limits.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { Mail } from "../platform/mailer.ts";
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

/** Nobody's inbox is to be filled from here. */
const perDraft = { limit: 5, windowSeconds: 3600 };
/** With work or patience in between. */
const inAll = { limit: 20, windowSeconds: 3600 };

/** Mails the link to a draft, never its code. `letter` writes the mail around the link's secret part. */
export async function mailResumeLink(
  portal: Portal,
  visit: Visit,
  typed: string,
  letter: (token: string) => Omit<Mail, "to">,
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
  try {
    await portal.mailer.send({ to, ...letter(link.token) });
    return { kind: "sent", to };
  } catch (error) {
    portal.log.warn("resume.mail.failed", { error: nameOf(error) });
    return { kind: "failed" };
  }
}

/** What a mail server says of an error may name the recipient. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
