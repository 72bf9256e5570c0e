import * as z from "zod";
import { paymentInformation } from "../../domain/payment-information.ts";
import type { SubmissionDocument } from "../../domain/submission.ts";

/**
 * How a fee was paid, as XBezahldienste reports it and metadata 2.1.0 passes it on, field by field
 * (`paymentInformation`).
 */
export const paymentInformationSchema = z.object({
  transactionReference: z.string(),
  transactionId: z.string().regex(/^[\w-]{1,36}$/),
  paymentMethod: z.enum(["GIROPAY", "PAYDIRECT", "CREDITCARD", "PAYPAL", "INVOICE", "OTHER"]),
  status: z.enum(["INITIAL", "BOOKED", "FAILED", "CANCELED"]),
  transactionUrl: z.url().optional(),
  transactionTimestamp: z.iso.datetime({ offset: true }).optional(),
  paymentMethodDetail: z
    .string()
    .regex(/^[\w-]{1,36}$/)
    .optional(),
  /** Euros. */
  grossAmount: z.number().min(0.01).optional(),
});
export type PaymentInformation = z.infer<typeof paymentInformationSchema>;

/**
 * What metadata say of a payment. Undefined where the payment service names it by more than they take, e.g. 44 characters of its
 * id: then it stands in the data and the PDF alone, where it always is.
 */
export function fittingPayment(
  payment: NonNullable<SubmissionDocument["payment"]>,
): PaymentInformation | undefined {
  return paymentInformationSchema.safeParse(paymentInformation(payment)).data;
}
