import type { Payment } from "./submission.ts";

/** `paymentInformation` of FIT-Connect's metadata 2.1.0, as far as it is known of a payment. */
export interface PaymentInformation {
  readonly transactionUrl: string;
  readonly transactionId: string;
  readonly transactionReference: string;
  readonly transactionTimestamp?: string;
  readonly paymentMethod: Payment["method"];
  readonly paymentMethodDetail?: string;
  readonly status: "BOOKED";
  /** In euros. */
  readonly grossAmount: number;
}

/** What a receiver is told of a payment, in the words of FIT-Connect's metadata. */
export function paymentInformation(payment: Payment): PaymentInformation {
  const { transactionUrl, transactionId, transactionReference, paidAt, method, methodDetail } =
    payment;
  const detail = methodDetail?.replace(/[^\w-]/g, "").slice(0, 36) ?? "";
  return {
    transactionUrl,
    transactionId,
    // Mandatory there; payment services may leave it out.
    transactionReference: transactionReference ?? transactionId,
    ...(paidAt !== undefined && { transactionTimestamp: paidAt }),
    paymentMethod: method,
    ...(detail !== "" && { paymentMethodDetail: detail }),
    status: "BOOKED",
    grossAmount: payment.amountCents / 100,
  };
}
