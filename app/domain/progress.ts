import type { SubmissionStatus } from "./submission-status.ts";

/** The way of an application as its applicant sees it, in this order. */
export const progressSteps = [
  "received",
  "encrypted",
  "delivered",
  "collected",
  "inProgress",
  "decided",
] as const;
export type ProgressStep = (typeof progressSteps)[number];

export interface Progress<E> {
  readonly step: ProgressStep;
  /** What made it so; undefined as long as it is not. */
  readonly event: E | undefined;
}

/**
 * How far an application has come, from what really happened to it, oldest first. What was taken back, e.g. a decision that
 * was a mistake, is not shown.
 */
export function progressOf<E extends { readonly kind: string }>(
  events: readonly E[],
  status: SubmissionStatus,
): readonly Progress<E>[] {
  const first = (...kinds: string[]) =>
    events.find(({ kind }) => kinds.some((one) => kind === one || kind.startsWith(`${one}.`)));
  const last = (kind: string) => events.findLast((event) => event.kind === kind);
  const sent = first("forwarding.sent");
  const isDecided = status === "done" || status === "rejected";
  const found: Readonly<Record<ProgressStep, E | undefined>> = {
    received: first("received"),
    // In the transaction that took it in: nothing of it is ever stored in the clear.
    encrypted: first("received"),
    delivered: sent ?? first("forwarding.accepted"),
    // A receiver that acknowledges has fetched it; from the inbox staff do.
    collected: (sent && first("forwarding.accepted")) ?? first("opened", "downloaded"),
    inProgress: status === "received" ? undefined : last("statusChanged.inProgress"),
    decided: isDecided ? last(`statusChanged.${status}`) : undefined,
  };
  return progressSteps.map((step) => ({ step, event: found[step] }));
}
