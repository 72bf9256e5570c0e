import * as periods from "./periods.ts";

/** Where the period of a rule begins. */
export type DeletionStart =
  | "lastChange"
  | "lastProgress"
  | "created"
  | "filed"
  | "sent"
  | "counted"
  | "written"
  | "rest"
  | "lastRequest"
  | "signIn"
  | "owner"
  | "never";

/** One kind of data and when it goes (DIN 66398: kind, class of deletion, start, responsible). */
export interface DeletionRule {
  readonly kind: string;
  /** Undefined: no period of its own, `start` says what it goes with. */
  readonly period:
    { readonly unit: "minutes" | "hours" | "days"; readonly count: number } | undefined;
  readonly start: DeletionStart;
  /** Whether anything in it leads to a person. */
  readonly personal: boolean;
  /** Who deletes: the portal by itself, or a person. */
  readonly by: "portal" | "town" | "operator";
}

const days = (count: number) => ({ unit: "days", count }) as const;

/**
 * What the portal deletes by itself, and when; applications have rules of their own, by service. A test carries each of them out.
 */
export const deletionRules = [
  {
    kind: "drafts",
    period: days(periods.draftDays),
    start: "lastChange",
    personal: true,
    by: "portal",
  },
  { kind: "resumeLinks", period: undefined, start: "owner", personal: true, by: "portal" },
  { kind: "attachments", period: undefined, start: "owner", personal: true, by: "portal" },
  {
    kind: "uploads",
    period: { unit: "hours", count: periods.uploadHours },
    start: "lastProgress",
    personal: true,
    by: "portal",
  },
  {
    kind: "captures",
    period: { unit: "minutes", count: periods.captureMinutes },
    start: "created",
    personal: true,
    by: "portal",
  },
  { kind: "mails", period: undefined, start: "sent", personal: true, by: "portal" },
  {
    kind: "payments",
    period: days(periods.unpaidDays),
    start: "lastChange",
    personal: true,
    by: "portal",
  },
  {
    kind: "barrierReports",
    period: days(periods.barrierReportDays),
    start: "written",
    personal: true,
    by: "portal",
  },
  {
    kind: "comments",
    period: days(periods.commentDays),
    start: "written",
    personal: false,
    by: "portal",
  },
  {
    kind: "figures",
    period: days(periods.figureDays),
    start: "counted",
    personal: false,
    by: "portal",
  },
  {
    kind: "testDeliveries",
    period: days(periods.testDeliveryDays),
    start: "rest",
    personal: false,
    by: "portal",
  },
  {
    kind: "audit",
    period: days(periods.auditDays),
    start: "written",
    personal: true,
    by: "portal",
  },
  {
    kind: "invitations",
    period: days(periods.invitationDays),
    start: "rest",
    personal: true,
    by: "portal",
  },
  {
    kind: "confirmations",
    period: days(periods.confirmationDays),
    start: "rest",
    personal: true,
    by: "portal",
  },
  {
    kind: "destinationStates",
    period: days(periods.destinationStateDays),
    start: "lastChange",
    personal: true,
    by: "portal",
  },
  {
    kind: "sessions",
    period: { unit: "minutes", count: periods.sessionIdleMinutes },
    start: "lastRequest",
    personal: true,
    by: "portal",
  },
  { kind: "receiptLog", period: undefined, start: "never", personal: false, by: "portal" },
  { kind: "accounts", period: undefined, start: "never", personal: true, by: "operator" },
  { kind: "serverLog", period: undefined, start: "never", personal: false, by: "operator" },
  { kind: "backups", period: undefined, start: "never", personal: true, by: "operator" },
] as const satisfies readonly DeletionRule[];
export type DeletionKind = (typeof deletionRules)[number]["kind"];
