import * as z from "zod";

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
