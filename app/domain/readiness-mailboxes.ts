import type { ReadinessCheck } from "./readiness-check.ts";
import type { Mailbox, MailboxOwner } from "./readiness-facts.ts";

const remedies: Readonly<Record<MailboxOwner, string>> = {
  alarmContact: "ziele",
  authority: "behoerde",
  controller: "datenschutz",
  officer: "datenschutz",
  accessibilityContact: "barrierefreiheit",
};

/**
 * Whether somebody reads what is written to the addresses of a municipality: once a link that went there was confirmed. That a
 * domain takes mail is not enough. An address that stands in several places is told once.
 */
export function mailboxChecks(mailboxes: readonly Mailbox[]): ReadinessCheck[] {
  const first = new Map(mailboxes.toReversed().map((one) => [one.address.toLowerCase(), one]));
  return mailboxes
    .filter((one) => first.get(one.address.toLowerCase()) === one)
    .map((mailbox) => ({
      what: "mailbox",
      about: mailbox.address,
      remedy: remedies[mailbox.owner],
      ...findingOf(mailbox),
    }));
}

function findingOf({
  address,
  answer,
  sentAt,
  confirmedAt,
}: Mailbox): Pick<ReadinessCheck, "light" | "finding" | "on" | "confirmable"> {
  if (answer === "malformed" || answer === "takesNot") return { light: "amber", finding: answer };
  // A name server that is silent takes nothing back.
  if (confirmedAt) return { light: "green", finding: "confirmed", on: confirmedAt };
  const open = { light: "amber", confirmable: address } as const;
  if (sentAt) return { ...open, finding: "sent", on: sentAt };
  return { ...open, finding: answer === "takes" ? "unconfirmed" : "unknown" };
}
