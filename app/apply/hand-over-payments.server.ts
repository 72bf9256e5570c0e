import type { Sql } from "#db/connect.ts";
import { givePaymentsToSubmission } from "#db/queries/payments.ts";
import type { SubmissionDocument } from "../domain/submission.ts";

/** Ends a transaction in which something is paid that was not when it was prepared. */
export class PaymentChangedError extends Error {
  override readonly name = "PaymentChangedError";
}

/**
 * Gives what was paid for a draft to its submission, in the transaction of filing. Throws `PaymentChangedError` if that is not
 * what the document says: then nothing of it is written.
 */
export async function handOverPayments(
  sql: Sql,
  draftId: string,
  submissionId: string,
  { fees, payment }: SubmissionDocument,
): Promise<void> {
  if (!fees) return;
  const paid = await givePaymentsToSubmission(sql, draftId, submissionId);
  if (paid !== (payment ? 1 : 0)) throw new PaymentChangedError();
}
