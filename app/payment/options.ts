import * as z from "zod";

const id = z.string().regex(/^[\w-]{1,36}$/);
const address = z.url({ protocol: /^https?$/ }).max(400);

/** What an operator is told at a payment service. Either a fixed token or OAuth client credentials. */
export const paymentOptionsSchema = z
  .strictObject({
    /** Up to the version: `https://bezahldienst.example.de/api/v1`. */
    baseUrl: address,
    originatorId: id,
    endPointId: id,
    token: z.string().min(1).max(4000).optional(),
    tokenUrl: address.optional(),
    clientId: z.string().min(1).max(200).optional(),
    clientSecret: z.string().min(1).max(4000).optional(),
    scope: z.string().min(1).max(200).optional(),
  })
  .refine(
    ({ tokenUrl, clientId, clientSecret }) =>
      [tokenUrl, clientId, clientSecret].every((one) => one === undefined) ||
      [tokenUrl, clientId, clientSecret].every((one) => one !== undefined),
    { path: ["clientId"], message: "tokenUrl, clientId and clientSecret go together" },
  );
export type PaymentOptions = z.infer<typeof paymentOptionsSchema>;

/** Those of them that are sealed. */
export const paymentSecrets = ["token", "clientSecret"] as const;

/** Under which address the transactions of a municipality lie. */
export function transactionsUrlOf({ baseUrl, originatorId, endPointId }: PaymentOptions): string {
  return `${baseUrl.replace(/\/+$/, "")}/paymenttransaction/${originatorId}/${endPointId}`;
}
