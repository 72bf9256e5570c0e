/**
 * One attempt to pay. `due`: ordered, nothing begun · `starting`: a transaction was asked for and no answer has come ·
 * `started`: the payment service waits for the citizen · `paid` · `failed`, `cancelled`: says the payment service ·
 * `expired`: begun too long ago · `surplus`: paid although another attempt of the same application was paid before, or it was
 * filed without.
 */
export const paymentStatuses = [
  "due",
  "starting",
  "started",
  "paid",
  "failed",
  "cancelled",
  "expired",
  "surplus",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** While one of these is there, no other attempt begins. */
export const liveStatuses = ["due", "starting", "started", "paid"] as const;

export function isLive(status: PaymentStatus): boolean {
  return liveStatuses.some((one) => one === status);
}

/** What the payment service says of a transaction. */
export type ToldStatus = "open" | "paid" | "failed" | "cancelled";

export type PaymentEvent =
  /** The citizen wants to pay. */
  | { readonly kind: "start" }
  /** There is a transaction, and it is known where to pay. */
  | { readonly kind: "created" }
  /** The payment service refused to make one. */
  | { readonly kind: "refused" }
  /** There is one that nobody can find. Nobody was told where to pay it, so it cannot be paid. */
  | { readonly kind: "lost" }
  /** `otherPaid`: another attempt of the same application is paid. */
  | { readonly kind: "told"; readonly status: ToldStatus; readonly otherPaid: boolean }
  /** Nothing happened for too long. */
  | { readonly kind: "overdue" }
  /** An earlier attempt turns out to be paid. */
  | { readonly kind: "superseded" };

/**
 * The state machine of an attempt. What does not fit changes nothing. Money decides: what is paid never goes back, and what is
 * paid late is paid.
 */
export function nextPaymentStatus(status: PaymentStatus, event: PaymentEvent): PaymentStatus {
  if (status === "paid" || status === "surplus") return status;
  switch (event.kind) {
    case "start":
      return status === "due" ? "starting" : status;
    case "created":
      return status === "starting" ? "started" : status;
    case "refused":
      return status === "starting" ? "due" : status;
    case "lost":
      return status === "starting" ? "failed" : status;
    case "overdue":
      return status === "started" ? "expired" : status;
    case "superseded":
      return isLive(status) ? "expired" : status;
    case "told":
      return status === "due" || status === "starting" ? status : toldStatus(status, event);
  }
}

function toldStatus(
  status: PaymentStatus,
  { status: told, otherPaid }: PaymentEvent & { kind: "told" },
): PaymentStatus {
  if (told === "paid") return otherPaid ? "surplus" : "paid";
  // A service that takes back a failure does not open the way to pay twice.
  return told !== "open" && status === "started" ? told : status;
}

/** Whether a new attempt may begin: none of the others can be paid any more, or is. */
export function mayBeginAnew(attempts: readonly { readonly status: PaymentStatus }[]): boolean {
  return attempts.every(({ status }) => !isLive(status) && status !== "surplus");
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Payment pages are open for minutes; who has not paid after so long has to begin anew. */
const openFor = 3 * day;
/** So long it is asked whether something was paid after all. */
const askedFor = 30 * day;

/** Whether an attempt that began then counts as expired. */
export function isOverdue(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() > openFor;
}

/** When the payment service is to be asked again, of itself; undefined: no more. */
export function nextQuestion(
  status: PaymentStatus,
  startedAt: Date | null,
  now: Date,
): Date | undefined {
  if (!startedAt || !["started", "failed", "cancelled", "expired"].includes(status)) {
    return undefined;
  }
  const age = now.getTime() - startedAt.getTime();
  if (age > askedFor) return undefined;
  if (status !== "started") return new Date(now.getTime() + 12 * hour);
  const wait = age < 30 * minute ? minute : age < 6 * hour ? 10 * minute : hour;
  return new Date(now.getTime() + wait);
}

/** As much of fees as decides whether they are paid before filing. */
interface Payable {
  readonly provisional: boolean;
  readonly open: readonly unknown[];
  readonly total: number;
}

/**
 * The amount in cents that is to be paid before filing; undefined where nothing is. What the authority decides in the end, or
 * what cannot be told yet, is asked for by the authority.
 */
export function amountDue(fees: Payable | undefined): number | undefined {
  if (!fees || fees.provisional || fees.open.length > 0 || fees.total <= 0) return undefined;
  return fees.total;
}
