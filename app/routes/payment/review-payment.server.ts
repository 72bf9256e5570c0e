import type { ReviewOutcome } from "#app/apply/load-review.server.ts";

/** What the review says of paying. */
export interface ReviewPayment {
  readonly needed: boolean;
  readonly paid: { readonly cents: number; readonly differs: boolean } | undefined;
}

export function reviewPayment({
  payment: { needed, paid },
  fees,
}: ReviewOutcome & { kind: "review" }): ReviewPayment {
  const differs = paid?.amountCents !== fees?.total;
  return { needed, paid: paid && { cents: paid.amountCents, differs } };
}
